import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { LinkButton, useStyles2 } from '@grafana/ui';

import { APP_ID } from '../../plugin/ids';
import { pageUrl } from '../paths';
import { Section } from './Section';

const PLACES = [
  {
    text: 'Overview',
    href: pageUrl('overview'),
    about: 'the health of the system, its traffic, and what it can carry',
  },
  { text: 'Sources', href: pageUrl('sources'), about: 'which signals are there, and what stands for each' },
  {
    text: 'Documentation',
    href: `/plugins/${APP_ID}?page=overview`,
    about: 'installation, settings, queries and alert rules',
  },
];

/** Where the app's pages and its documentation are. */
export function WhereToGo() {
  const styles = useStyles2(getStyles);

  return (
    <Section title="Where to go next">
      <ul className={styles.list}>
        {PLACES.map(({ text, href, about }) => (
          <li key={text}>
            <LinkButton href={locationUtil.assureBaseUrl(href)} size="sm" variant="secondary">
              {text}
            </LinkButton>{' '}
            {about}
          </li>
        ))}
      </ul>
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  list: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), listStyle: 'none' }),
});
