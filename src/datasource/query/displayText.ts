import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { CHOICES, KPI_NAMES, SIGNAL_NAMES } from './queryFields';
import { isQueryType, QUERY_TYPES } from './queryTypes';
import { numbersOf, textOf, textsOf } from './storedQuery';

/** One line that tells queries apart, for the query history and collapsed rows. */
export function displayText(query: HeadroomQuery): string {
  const type: unknown = query.queryType;
  if (!isQueryType(type)) {
    return type ? `Unknown query type ${JSON.stringify(type)}` : '';
  }
  const named = { ...SIGNAL_NAMES, ...KPI_NAMES } as Record<string, string>;
  const names = [...(textsOf(query, 'kpis') ?? []), ...(textsOf(query, 'signals') ?? [])].map((id) => named[id] ?? id);
  const measure = textOf(query, 'measure');
  const tenants = numbersOf(query, 'tenants');
  const window = textOf(query, 'window') ?? textOf(query, 'period');
  const parts = [
    names.join(', '),
    measure && ((CHOICES.measure as Record<string, string>)[measure] ?? measure),
    [
      ...(textsOf(query, 'tables') ?? []),
      ...(textsOf(query, 'databases') ?? []),
      ...(textsOf(query, 'tiers') ?? []),
      ...(textsOf(query, 'categories') ?? []),
    ].join(', '),
    tenants && `${tenants.join(', ')} tenants`,
    textOf(query, 'service') && `service ${textOf(query, 'service')}`,
    textOf(query, 'environment') && `environment ${textOf(query, 'environment')}`,
    window && `over ${window === 'dashboard' ? 'the dashboard’s range' : window}`,
  ].filter(Boolean);
  const { label } = QUERY_TYPES[type];
  return parts.length === 0 ? label : `${label}: ${parts.join(' · ')}`;
}
