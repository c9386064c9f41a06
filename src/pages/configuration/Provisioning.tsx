import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ClipboardButton, useStyles2 } from '@grafana/ui';

import { PROVISIONING_FILES } from './provisioningFiles';
import { Section } from './Section';

/** The same setup by files, to copy. */
export function Provisioning() {
  const styles = useStyles2(getStyles);

  return (
    <Section title="By files">
      <p>
        Grafana reads these below its provisioning directory when it starts, and replaces the variables from its
        environment. Alert rules and a contact point come in the same way, with the files of the distribution.
      </p>
      {Object.entries(PROVISIONING_FILES).map(([path, content]) => (
        <figure key={path} className={styles.file}>
          <figcaption className={styles.caption}>
            <code>{path}</code>
            <ClipboardButton
              icon="copy"
              size="sm"
              variant="secondary"
              aria-label={`Copy ${path}`}
              getText={() => content}
            >
              Copy
            </ClipboardButton>
          </figcaption>
          <pre className={styles.content} tabIndex={0}>
            {content}
          </pre>
        </figure>
      ))}
    </Section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  file: css({ margin: theme.spacing(2, 0, 0) }),
  caption: css({
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    marginBottom: theme.spacing(0.5),
  }),
  content: css({ margin: 0 }),
});
