import type { QueryEditorProps } from '@grafana/data';
import { InlineField, Input } from '@grafana/ui';
import type { ChangeEvent } from 'react';

import type { HeadroomQuery } from '../query/HeadroomQuery';
import type { HeadroomDataSource } from './HeadroomDataSource';
import type { HeadroomSettings } from './settings';

type Props = QueryEditorProps<HeadroomDataSource, HeadroomQuery, HeadroomSettings>;

export function QueryEditor({ query, onChange, onRunQuery }: Props) {
  const id = `headroom-query-type-${query.refId}`;
  const onTypeChange = (event: ChangeEvent<HTMLInputElement>) =>
    onChange({ ...query, queryType: event.currentTarget.value });

  return (
    <InlineField label="Query type" htmlFor={id}>
      <Input id={id} width={30} value={query.queryType ?? ''} onChange={onTypeChange} onBlur={onRunQuery} />
    </InlineField>
  );
}
