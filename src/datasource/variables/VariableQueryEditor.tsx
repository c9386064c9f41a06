import type { QueryEditorProps } from '@grafana/data';
import { Combobox, Field } from '@grafana/ui';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import type { HeadroomVariableQuery, VariableSubject } from '../../query/HeadroomVariableQuery';
import type { HeadroomDataSource } from '../HeadroomDataSource';
import type { HeadroomSettings } from '../settings';
import { VARIABLE_SUBJECTS } from './variableSubjects';

type Props = QueryEditorProps<HeadroomDataSource, HeadroomQuery, HeadroomSettings, HeadroomVariableQuery>;

const OPTIONS = Object.entries(VARIABLE_SUBJECTS).map(([value, text]) => ({
  value: value as VariableSubject,
  ...text,
}));

/** Chooses what a dashboard variable lists. */
export function VariableQueryEditor({ query, onChange }: Props) {
  const unknown = query.of !== undefined && !Object.hasOwn(VARIABLE_SUBJECTS, query.of);

  return (
    <Field
      label="Values of"
      description="What the variable lists"
      invalid={unknown}
      error={unknown ? `This version cannot list ${JSON.stringify(query.of)}: choose one of the subjects` : undefined}
      noMargin
    >
      <Combobox
        id="headroom-variable-subject"
        width={40}
        options={OPTIONS}
        value={query.of ?? null}
        placeholder="Choose"
        onChange={({ value }) => onChange({ ...query, refId: query.refId || 'HeadroomVariable', of: value })}
      />
    </Field>
  );
}
