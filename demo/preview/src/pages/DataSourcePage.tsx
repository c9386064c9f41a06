import { type DataSourceApi, DataSourcePluginContextProvider, type DataSourceSettings } from '@grafana/data';
import { getBackendSrv, getDataSourceSrv, PluginPage } from '@grafana/runtime';
import { Alert, Button, LoadingPlaceholder } from '@grafana/ui';
import { useEffect, useState } from 'react';
import { useParams } from 'react-router-dom-v5-compat';

import { useDataSource } from './useDataSource';

interface Outcome {
  status: string;
  message: string;
  details?: string;
}

/** The data source's configuration editor with "Save & test", or "Test" for a read-only data source. */
export function DataSourcePage() {
  const { uid = '' } = useParams();
  const { datasource, settings, error } = useDataSource(uid);
  const [options, setOptions] = useState<DataSourceSettings>();
  const [outcome, setOutcome] = useState<Outcome>();
  const [testing, setTesting] = useState(false);

  useEffect(() => {
    getBackendSrv()
      .get<DataSourceSettings>(`/api/datasources/uid/${uid}`)
      .then(setOptions, () => undefined);
  }, [uid]);

  if (error) {
    return <Alert title={error.message} />;
  }
  if (!datasource || !settings || !options) {
    return <LoadingPlaceholder text="Loading the data source" />;
  }
  const saveAndTest = async () => {
    setTesting(true);
    setOutcome(undefined);
    try {
      setOutcome(await save(options, setOptions).then(() => test(uid)));
    } catch (failed) {
      setOutcome(describe(failed));
    }
    setTesting(false);
  };
  const ConfigEditor = datasource.components?.ConfigEditor;
  return (
    <PluginPage pageNav={{ text: options.name, subTitle: `Type: ${datasource.meta.name}` }}>
      {options.readOnly && (
        <Alert severity="info" title="Provisioned data source">
          Changes here cannot be saved: the provisioning file does not say “editable: true”.
        </Alert>
      )}
      <DataSourcePluginContextProvider instanceSettings={settings}>
        {ConfigEditor ? (
          <ConfigEditor options={options} onOptionsChange={setOptions} />
        ) : (
          'The data source has no configuration editor.'
        )}
      </DataSourcePluginContextProvider>
      {outcome && (
        <Alert severity={outcome.status === 'success' ? 'success' : 'error'} title={outcome.message}>
          {outcome.details && <pre>{outcome.details}</pre>}
        </Alert>
      )}
      <div>
        <Button onClick={saveAndTest} disabled={testing}>
          {options.readOnly ? 'Test' : 'Save & test'}
        </Button>
      </div>
    </PluginPage>
  );
}

/** Saves an editable data source and loads it anew, so that the test runs against the saved settings. */
async function save(options: DataSourceSettings, setOptions: (saved: DataSourceSettings) => void) {
  if (options.readOnly) {
    return;
  }
  const saved = await getBackendSrv().put<{ datasource: DataSourceSettings }>(
    `/api/datasources/uid/${options.uid}`,
    options,
    { showErrorAlert: false }
  );
  setOptions(saved.datasource);
  await getDataSourceSrv().reload();
}

async function test(uid: string): Promise<Outcome> {
  const datasource: DataSourceApi = await getDataSourceSrv().get(uid);
  const { status, message, details } = await datasource.testDatasource();
  return { status, message, details: details && JSON.stringify(details, null, 2) };
}

/** A failed health check rejects with its message and an error that carries the details. */
function describe(failed: unknown): Outcome {
  const { message, error, data } = failed as {
    message?: string;
    error?: { details?: { verboseMessage?: string } };
    data?: { message?: string };
  };
  return {
    status: 'error',
    message: data?.message ?? message ?? String(failed),
    details: error?.details?.verboseMessage ?? (error?.details && JSON.stringify(error.details, null, 2)),
  };
}
