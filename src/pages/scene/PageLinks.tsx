import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';
import { useLocation } from 'react-router';

import { DATASOURCE_VARIABLE } from '../../views/dataSource';
import { ENVIRONMENT, SERVICE } from '../../views/scope';
import { PAGES, pageUrl } from '../paths';

/** The parts of an address that mean the same on every page. */
const SHARED_PARAMETERS = [
  'from',
  'to',
  'timezone',
  'refresh',
  ...[DATASOURCE_VARIABLE, SERVICE.name, ENVIRONMENT.name].map((name) => `var-${name}`),
];

/** Links to the app's pages that keep the time range, the refresh and what the numbers are about. */
export function PageLinks() {
  const styles = useStyles2(getStyles);
  const { pathname, search } = useLocation();
  const kept = sharedPart(search);

  return (
    <nav className={styles.links} aria-label="Headroom pages">
      {PAGES.map(({ path, title }) => {
        const isCurrent = pathname.endsWith(`/${path}`);
        return (
          <LinkButton
            key={path}
            href={locationUtil.assureBaseUrl(`${pageUrl(path)}${kept}`)}
            variant="secondary"
            fill={isCurrent ? 'solid' : 'text'}
            aria-current={isCurrent ? 'page' : undefined}
          >
            {title}
          </LinkButton>
        );
      })}
    </nav>
  );
}

function sharedPart(search: string): string {
  const all = new URLSearchParams(search);
  const kept = SHARED_PARAMETERS.flatMap((name) => all.getAll(name).map((value) => [name, value]));
  return kept.length > 0 ? `?${new URLSearchParams(kept)}` : '';
}

const getStyles = (theme: GrafanaTheme2) => ({
  links: css({ display: 'flex', flex: 'none', gap: theme.spacing(0.5) }),
});
