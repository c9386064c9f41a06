import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Field, Icon, Label, Tooltip, useStyles2 } from '@grafana/ui';
import type { ReactElement } from 'react';

interface Props {
  /** The id of the control; the label's own is `labelId(id)`. */
  id: string;
  label: string;
  help?: string;
  error?: string;
  children: ReactElement<Record<string, unknown>>;
}

/** The id of the label, for controls that are labelled by reference. */
export const labelId = (id: string) => `${id}-label`;

/** A control below its label, whose help opens on hover and on focus. */
export function LabelledField({ id, label, help, error, children }: Props) {
  const styles = useStyles2(getStyles);

  return (
    <Field
      noMargin
      htmlFor={id}
      invalid={Boolean(error)}
      error={error}
      label={
        <div className={styles.head}>
          <Label htmlFor={id} id={labelId(id)} className={styles.label}>
            {label}
          </Label>
          {help && (
            <Tooltip content={help}>
              <Icon name="info-circle" size="sm" tabIndex={0} aria-label={`About ${label}`} role="img" />
            </Tooltip>
          )}
        </div>
      }
    >
      {children}
    </Field>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  head: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(0.5), marginBottom: theme.spacing(0.5) }),
  label: css({ marginBottom: 0 }),
});
