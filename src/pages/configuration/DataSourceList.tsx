import { css } from '@emotion/css';
import { type DataSourceInstanceSettings, type GrafanaTheme2, locationUtil } from '@grafana/data';
import { Badge, Icon, LinkButton, useStyles2 } from '@grafana/ui';

import { DATASOURCE_VARIABLE } from '../../views/dataSource';
import { headroomDataSources } from '../headroomDataSources';
import { pageUrl } from '../paths';
import { may } from '../permissions';
import { Section } from './Section';
import { useHealth } from './useHealth';

/** The Headroom data sources that the user may query, each with what its test says, and the way to add one. */
export function DataSourceList() {
  const styles = useStyles2(getStyles);
  const sources = headroomDataSources();
  const mayCreate = may('datasources:create');

  return (
    <Section
      title="Data sources"
      actions={
        mayCreate && (
          <LinkButton
            icon="plus"
            variant={sources.length > 0 ? 'secondary' : 'primary'}
            href={locationUtil.assureBaseUrl('/connections/datasources/new')}
          >
            Add a Headroom data source
          </LinkButton>
        )
      }
    >
      {sources.length > 0 ? (
        <ul className={styles.list}>
          {sources.map((source) => (
            <DataSourceItem key={source.uid} source={source} />
          ))}
        </ul>
      ) : (
        <p role="status">
          There is no Headroom data source that you may query. It reads Prometheus and PostgreSQL, and computes every
          number of the app; without one the pages have nothing to show.
          {!mayCreate && ' Ask an administrator to add one, or to let you query one.'}
        </p>
      )}
    </Section>
  );
}

/** Of the links to what belongs to one data source. */
const SMALL = { size: 'sm', variant: 'secondary' } as const;

function DataSourceItem({ source: { uid, name, readOnly } }: { source: DataSourceInstanceSettings }) {
  const styles = useStyles2(getStyles);
  const health = useHealth(uid);
  const query = new URLSearchParams({ [`var-${DATASOURCE_VARIABLE}`]: uid });

  return (
    <li className={styles.item}>
      <div className={styles.name}>
        <strong className={styles.title}>{name}</strong>
        {readOnly && <Badge text="Provisioned" color="blue" icon="file-alt" />}
        {may('datasources:write') && (
          <LinkButton
            {...SMALL}
            icon="cog"
            aria-label={`Settings of ${name}`}
            href={locationUtil.assureBaseUrl(`/connections/datasources/edit/${encodeURIComponent(uid)}`)}
          >
            Settings
          </LinkButton>
        )}
        <LinkButton
          {...SMALL}
          icon="signal"
          aria-label={`Sources of ${name}`}
          href={locationUtil.assureBaseUrl(`${pageUrl('sources')}?${query}`)}
        >
          Sources
        </LinkButton>
      </div>
      <div className={styles.health} aria-live="polite">
        {health ? (
          <>
            <span className={health.isHealthy ? styles.good : styles.bad}>
              <Icon name={health.isHealthy ? 'check-circle' : 'exclamation-triangle'} />{' '}
              {health.isHealthy ? 'Connected' : 'Not connected'}
            </span>
            <span>{health.message}</span>
          </>
        ) : (
          <span className={styles.waiting}>Testing the connections …</span>
        )}
      </div>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), margin: 0, listStyle: 'none' }),
  item: css({
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.secondary,
  }),
  name: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ marginInlineEnd: 'auto', overflowWrap: 'anywhere' }),
  health: css({
    display: 'flex',
    alignItems: 'baseline',
    gap: theme.spacing(1),
    marginTop: theme.spacing(0.5),
    overflowWrap: 'anywhere',
  }),
  good: css({ flex: 'none', color: theme.colors.success.text }),
  bad: css({ flex: 'none', color: theme.colors.error.text }),
  waiting: css({ color: theme.colors.text.secondary }),
});
