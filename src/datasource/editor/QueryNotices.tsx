import { Alert, Button, Stack, Text } from '@grafana/ui';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { isQueryType, QUERY_TYPES } from '../query/queryTypes';
import { ownFields, problemsOf, textOf, withField } from '../query/storedQuery';
import type { Suggestions } from './useSuggestions';

interface Props {
  query: HeadroomQuery;
  suggestions: Suggestions;
  /** Whether the query feeds an alert rule. */
  needsNumeric: boolean;
  onChange: (query: HeadroomQuery) => void;
}

/** What a person has to know about a query before its answer says so. */
export function QueryNotices({ query, suggestions, needsNumeric, onChange }: Props) {
  const stored: unknown = query.queryType;
  const problems = problemsOf(query);
  const removeAll = () => onChange(problems.reduce((rest, { field }) => withField(rest, field, undefined), query));

  return (
    <>
      {Boolean(stored) && !isQueryType(stored) && (
        <Alert severity="warning" title={`This version of Headroom has no query type ${JSON.stringify(stored)}`}>
          The query is kept as it is until you choose another type: {Object.keys(QUERY_TYPES).join(', ')}. A newer
          version may know it.
        </Alert>
      )}
      {!stored && ownFields(query).length > 0 && (
        <Alert severity="warning" title="This query does not say what to compute">
          It was saved without a query type, by another version or by hand. Choose one; until then its fields are kept:{' '}
          {ownFields(query).join(', ')}.
        </Alert>
      )}
      {problems.length > 0 && (
        <Alert severity="warning" title="Part of this query cannot be shown here">
          <Stack direction="column" gap={1} alignItems="flex-start">
            <ul>
              {problems.map(({ field, reason }) => (
                <li key={field}>{reason}</li>
              ))}
            </ul>
            <Text>It is kept as it is, and the data source says whether it can answer.</Text>
            <Button size="sm" variant="secondary" onClick={removeAll}>
              Remove {problems.map(({ field }) => field).join(', ')}
            </Button>
          </Stack>
        </Alert>
      )}
      {needsNumeric && textOf(query, 'format') === 'table' && (
        <Alert severity="info" title="Alert rules evaluate the numeric format">
          <Button size="sm" variant="secondary" onClick={() => onChange(withField(query, 'format', 'numeric'))}>
            Use the numeric format
          </Button>
        </Alert>
      )}
      {suggestions.failures.length > 0 && (
        <Text color="secondary" variant="bodySmall" element="p">
          No suggestions for {suggestions.failures.map(({ subject }) => subject).join(', ')}:{' '}
          {suggestions.failures[0]?.reason}. Values can be typed.
        </Text>
      )}
    </>
  );
}
