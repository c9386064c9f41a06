import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ControlsLabel, type SceneComponentProps } from '@grafana/scenes';
import { Input, useStyles2 } from '@grafana/ui';
import { type KeyboardEvent, useId } from 'react';

import type { WhatIf, WhatIfField } from './WhatIf';

interface FieldText {
  field: WhatIfField;
  label: string;
  description: string;
  placeholder: string;
  /** Of the input, in units of eight pixels. */
  width: number;
}

const FIELDS: FieldText[] = [
  {
    field: 'tenants',
    label: 'Tenants',
    description: 'Numbers of tenants to compare, separated by commas. The rows of the profile when empty.',
    placeholder: 'Rows of the profile',
    width: 34,
  },
  {
    field: 'current',
    label: 'Now',
    description: 'How many tenants there are now, in place of what the data source measures.',
    placeholder: 'As measured',
    width: 14,
  },
];

/** The inputs on one line; what is typed counts when the field is left, or with Enter. */
export function WhatIfInputs({ model }: SceneComponentProps<WhatIf>) {
  const styles = useStyles2(getStyles);
  const state = model.useState();

  return (
    <>
      {FIELDS.map((text) => (
        // Another text in the address makes another input, which starts with it.
        <TextField key={`${text.field} ${state[text.field]}`} model={model} className={styles.field} {...text} />
      ))}
    </>
  );
}

interface TextFieldProps extends FieldText {
  model: WhatIf;
  className: string;
}

function TextField({ model, className, field, label, description, placeholder, width }: TextFieldProps) {
  const id = useId();
  const problem = model.problem(field);
  const commitOnEnter = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') {
      model.answer(field, event.currentTarget.value);
    }
  };

  return (
    <div className={className}>
      <ControlsLabel htmlFor={id} label={label} description={description} error={problem} />
      <Input
        id={id}
        width={width}
        defaultValue={model.state[field]}
        placeholder={placeholder}
        invalid={problem !== undefined}
        aria-invalid={problem !== undefined}
        aria-errormessage={problem && `${id}-problem`}
        onBlur={(event) => model.answer(field, event.currentTarget.value)}
        onKeyDown={commitOnEnter}
      />
      {problem && (
        <span id={`${id}-problem`} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  field: css({
    display: 'flex',
    alignItems: 'center',
    '> [role=alert]': {
      paddingLeft: theme.spacing(1),
      color: theme.colors.error.text,
      fontSize: theme.typography.bodySmall.fontSize,
    },
  }),
});
