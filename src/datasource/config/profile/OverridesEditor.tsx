import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, CodeEditor, Text, useStyles2 } from '@grafana/ui';
import { useCallback, useId, useLayoutEffect, useRef, useState } from 'react';

import type { Profile } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { withPart } from '../settingsChange';
import { checkPart } from '../settingsCheck';
import { profileOf, readOverrides, writeOverrides } from './profileOverrides';

const HEIGHT_PIXELS = 320;

/** The overrides as JSON beside the profile in effect. What is wrong is said at once and not taken over. */
export function OverridesEditor({ effective }: { effective?: Profile }) {
  const styles = useStyles2(getStyles);
  const { options, change, readOnly, schema } = useConfig();
  const stored = writeOverrides(profileOf(options));
  // What is typed stands until the stored overrides become others than it wrote, by a form or by a reload.
  const [draft, setDraft] = useState({ text: stored, stored });
  const text = draft.stored === stored ? draft.text : stored;
  const { profile, error } = readOverrides(text);
  const problems = profile && schema ? checkPart(schema, 'profile', profile) : [];

  const type = (typed: string) => {
    const read = readOverrides(typed);
    const isRight = read.profile && (!schema || checkPart(schema, 'profile', read.profile).length === 0);
    setDraft({ text: typed, stored: isRight && read.profile ? writeOverrides(read.profile) : stored });
    if (isRight) {
      change(withPart(options, 'profile', read.profile));
    }
  };

  return (
    <div>
      <div className={styles.columns}>
        <JsonColumn title="Overrides" value={text} onChange={readOnly ? undefined : type} />
        <JsonColumn
          title="In effect, as of the last save"
          value={effective ? JSON.stringify(effective, null, 2) : ''}
        />
      </div>
      <Text color="secondary" variant="bodySmall" element="p">
        Tab indents. Ctrl+M, or Ctrl+Shift+M on a Mac, lets it leave the editor.
      </Text>
      <div aria-live="polite">
        {(error || problems.length > 0) && (
          <Alert
            severity="error"
            title={
              text === stored
                ? 'The data source refuses these overrides'
                : 'Not taken over: saving keeps the overrides as they were'
            }
          >
            {error ?? (
              <ul>
                {problems.map(({ path, message }) => (
                  <li key={path}>
                    <code>{path}</code>: {message}
                  </li>
                ))}
              </ul>
            )}
          </Alert>
        )}
      </div>
    </div>
  );
}

interface JsonColumnProps {
  title: string;
  value: string;
  /** Missing when the text can only be read. */
  onChange?: (text: string) => void;
}

function JsonColumn({ title, value, onChange }: JsonColumnProps) {
  const titleId = useId();
  // Grafana's editor calls what it was given when it was mounted, so that has to find the way to the present.
  const present = useRef({ value, onChange });
  useLayoutEffect(() => {
    present.current = { value, onChange };
  });
  const type = useCallback((text: string) => {
    // The editor also reports texts that it was given.
    if (text !== present.current.value) {
      present.current.onChange?.(text);
    }
  }, []);

  return (
    <section aria-labelledby={titleId}>
      <Text variant="bodySmall" weight="medium" element="p">
        <span id={titleId}>{title}</span>
      </Text>
      <CodeEditor
        language="json"
        value={value}
        height={HEIGHT_PIXELS}
        readOnly={!onChange}
        showLineNumbers
        showMiniMap={false}
        onChange={type}
        monacoOptions={{ ariaLabel: title }}
      />
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(320px, 1fr))',
    gap: theme.spacing(2),
    marginBottom: theme.spacing(1),
  }),
});
