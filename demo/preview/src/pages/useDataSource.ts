import { type DataSourceApi, type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';

interface State {
  loading: boolean;
  error?: Error;
  datasource?: DataSourceApi;
  settings?: DataSourceInstanceSettings;
}

/** The loaded data source with this uid, or the default one without a uid. */
export function useDataSource(uid?: string): State {
  const [state, setState] = useState<State>({ loading: true });
  useEffect(() => {
    let current = true;
    setState({ loading: true });
    getDataSourceSrv()
      .get(uid)
      .then(
        (datasource) => ({ loading: false, datasource, settings: getDataSourceSrv().getInstanceSettings(uid) }),
        (error: Error) => ({ loading: false, error })
      )
      .then((next) => current && setState(next));
    return () => {
      current = false;
    };
  }, [uid]);
  return state;
}
