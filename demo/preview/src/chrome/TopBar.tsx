import { css } from '@emotion/css';
import { type AppPluginMeta, type GrafanaTheme2 } from '@grafana/data';
import { config, locationService } from '@grafana/runtime';
import { Button, Dropdown, Menu, useStyles2 } from '@grafana/ui';
import { Link } from 'react-router-dom-v5-compat';

/** Height of the bar in pixels; pages learn it as the height of Grafana's chrome. */
export const CHROME_HEIGHT = 40;

/** The bar above every page: what this is, where one can go, and the theme. */
export function TopBar({ app }: { app: AppPluginMeta }) {
  const styles = useStyles2(getStyles);
  const pages = app.includes?.filter(({ type, path }) => type === 'page' && path) ?? [];
  const dashboards = app.includes?.filter((include) => include.type === 'dashboard') ?? [];
  const source = Object.values(config.datasources).find(({ name }) => name === config.defaultDatasource);
  return (
    <nav className={styles.bar} aria-label="Preview">
      <strong>{app.name}</strong>
      <span className={styles.muted}>preview, not Grafana</span>
      {pages.map(({ name, path }) => (
        <Link key={path} to={path!}>
          {name}
        </Link>
      ))}
      <Dropdown
        overlay={
          <Menu ariaLabel="Dashboards">
            {dashboards.map(({ name, ...include }) => (
              <Menu.Item key={name} label={name} url={`/d/${(include as { uid?: string }).uid ?? ''}`} />
            ))}
          </Menu>
        }
      >
        <Button variant="secondary" fill="text" icon="angle-down" size="sm">
          Dashboards
        </Button>
      </Dropdown>
      <Link to="/explore">Explore</Link>
      {source && <Link to={`/connections/datasources/edit/${source.uid}`}>Data source</Link>}
      <a className={styles.end} href={themeUrl()}>
        {config.theme2.isDark ? 'Light theme' : 'Dark theme'}
      </a>
    </nav>
  );
}

/** This address with the other theme; the page is loaded anew, as Grafana does. */
function themeUrl(): string {
  const { pathname, search } = locationService.getLocation();
  const params = new URLSearchParams(search);
  params.set('theme', config.theme2.isDark ? 'light' : 'dark');
  return `${pathname}?${params}`;
}

function getStyles(theme: GrafanaTheme2) {
  return {
    bar: css({
      position: 'sticky',
      top: 0,
      zIndex: theme.zIndex.navbarFixed,
      display: 'flex',
      gap: theme.spacing(1.5),
      alignItems: 'center',
      height: CHROME_HEIGHT,
      padding: theme.spacing(0, 2),
      overflowX: 'auto',
      whiteSpace: 'nowrap',
      background: theme.colors.background.primary,
      borderBottom: `1px solid ${theme.colors.border.weak}`,
    }),
    muted: css({
      color: theme.colors.text.secondary,
      fontSize: theme.typography.bodySmall.fontSize,
      // The links take the whole of a narrow bar.
      [theme.breakpoints.down('xl')]: { display: 'none' },
    }),
    end: css({ marginLeft: 'auto' }),
  };
}
