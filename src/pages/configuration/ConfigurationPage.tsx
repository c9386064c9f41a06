import { css } from '@emotion/css';
import type { AppPluginMeta, GrafanaTheme2, PluginConfigPageProps } from '@grafana/data';
import { useStyles2 } from '@grafana/ui';

import { AppState } from './AppState';
import { DataSourceList } from './DataSourceList';
import { Provisioning } from './Provisioning';
import { WhereToGo } from './WhereToGo';

/** What an administrator sets up: the app itself, its data sources, and the same by files. */
export default function ConfigurationPage({ plugin }: PluginConfigPageProps<AppPluginMeta>) {
  const styles = useStyles2(getStyles);

  return (
    <div className={styles.page}>
      <AppState meta={plugin.meta} />
      <DataSourceList />
      <WhereToGo />
      <Provisioning />
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  page: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(3), maxWidth: theme.spacing(120) }),
});
