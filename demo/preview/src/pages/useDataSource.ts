import { type DataSourceApi, type DataSourceInstanceSettings } from '@grafana/data';
import { getDataSourceSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';

interface State {
  loading: boolean;
  error?: Error;
  datasource?: DataSourceApi;
  settings?: DataSourceInstanceSettings;
}

const LOADING: State = { loading: true };

/** The loaded data source with this uid, or the default one without a uid. */
export function useDataSource(uid?: string): State {
  const [loaded, setLoaded] = useState({ uid, state: LOADING });
  useEffect(() => {
    let current = true;
    getDataSourceSrv()
      .get(uid)
      .then(
        (datasource) => ({ loading: false, datasource, settings: getDataSourceSrv().getInstanceSettings(uid) }),
        (error: Error) => ({ loading: false, error })
      )
      .then((state) => current && setLoaded({ uid, state }));
    return () => {
      current = false;
    };
  }, [uid]);
  return loaded.uid === uid ? loaded.state : LOADING;
}
