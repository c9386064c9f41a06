import { CoreApp, type QueryEditorProps } from '@grafana/data';
import { EditorRow, EditorRows } from '@grafana/plugin-ui';
import { Combobox, Stack } from '@grafana/ui';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import type { HeadroomDataSource } from '../HeadroomDataSource';
import { takesField, type QueryField } from '../query/queryFields';
import { isQueryType, QUERY_TYPES, type QueryType } from '../query/queryTypes';
import { hasFormatChoice, withField, withType } from '../query/storedQuery';
import type { HeadroomSettings } from '../settings';
import { FORM_FIELDS, FORM_ROWS } from './formFields';
import { LabelledField } from './LabelledField';
import { QueryNotices } from './QueryNotices';
import { useSuggestions } from './useSuggestions';

type Props = QueryEditorProps<HeadroomDataSource, HeadroomQuery, HeadroomSettings>;

const TYPE_OPTIONS = Object.entries(QUERY_TYPES).map(([value, text]) => ({ value: value as QueryType, ...text }));

/** Edits a query of any type, also one that another version or a person's hand has stored. */
export function QueryEditor({ datasource, query, onChange, onRunQuery, app }: Props) {
  const stored: unknown = query.queryType;
  const type = isQueryType(stored) ? stored : undefined;
  const suggestions = useSuggestions(datasource, type);
  const id = (name: string) => `headroom-${query.refId}-${name}`;

  const commit = (next: HeadroomQuery) => {
    onChange(next);
    onRunQuery();
  };

  const field = (name: keyof typeof FORM_FIELDS) => {
    const { label, help, control, error } = FORM_FIELDS[name];
    const set = (value: unknown) => commit(withField(query, name, value));
    return (
      <LabelledField key={name} id={id(name)} label={label} help={help} error={error?.(query)}>
        {control({ id: id(name), query, suggestions, set })}
      </LabelledField>
    );
  };
  const rows = FORM_ROWS.map((row) => row.filter((name) => type && takesField(type, name satisfies QueryField)));

  return (
    <EditorRows>
      <EditorRow>
        <LabelledField id={id('type')} label="Query type" help={type && QUERY_TYPES[type].description}>
          <Combobox
            id={id('type')}
            options={TYPE_OPTIONS}
            value={type ?? null}
            placeholder="Choose what to compute"
            width={40}
            onChange={({ value }) => commit(withType(query, value))}
          />
        </LabelledField>
        {type && hasFormatChoice(type) && field('format')}
      </EditorRow>
      <QueryNotices
        query={query}
        suggestions={suggestions}
        needsNumeric={app === CoreApp.UnifiedAlerting}
        onChange={commit}
      />
      {rows.map(
        (names) =>
          names.length > 0 && (
            <EditorRow key={names[0]}>
              <Stack gap={2} wrap="wrap" alignItems="flex-start">
                {names.map(field)}
              </Stack>
            </EditorRow>
          )
      )}
    </EditorRows>
  );
}
