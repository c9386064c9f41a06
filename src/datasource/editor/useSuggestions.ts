import { getTemplateSrv } from '@grafana/runtime';
import { useEffect, useState } from 'react';

import type { VariableSubject } from '../../query/HeadroomVariableQuery';
import type { HeadroomDataSource } from '../HeadroomDataSource';
import type { QueryField } from '../query/queryFields';
import { takesField } from '../query/queryFields';
import type { QueryType } from '../query/queryTypes';
import { resourceError } from '../resourceError';

/** What can be chosen in a query's fields. A list that could not be loaded is empty, and named with the reason. */
export interface Suggestions {
  values: Partial<Record<VariableSubject, string[]>>;
  /** References to the variables of the dashboard. */
  references: string[];
  failures: Array<{ subject: VariableSubject; reason: string }>;
}

const NONE: Suggestions = { values: {}, references: [], failures: [] };

const SUBJECTS: Partial<Record<QueryField, VariableSubject>> = {
  kpis: 'kpi',
  signals: 'signal',
  tables: 'table',
  tiers: 'tier',
  databases: 'database',
  categories: 'category',
  service: 'service',
  environment: 'environment',
};

/** Loads the suggestions for the fields of a query type when its form opens. */
export function useSuggestions(dataSource: HeadroomDataSource, type: QueryType | undefined): Suggestions {
  const [suggestions, setSuggestions] = useState(NONE);

  useEffect(() => {
    if (!type) {
      return;
    }
    let isOpen = true;
    const subjects = Object.entries(SUBJECTS).flatMap(([field, subject]) => (takesField(type, field) ? [subject] : []));
    void loadSuggestions(dataSource, subjects).then((loaded) => isOpen && setSuggestions(loaded));
    return () => {
      isOpen = false;
    };
  }, [dataSource, type]);

  return suggestions;
}

async function loadSuggestions(dataSource: HeadroomDataSource, subjects: VariableSubject[]): Promise<Suggestions> {
  const loaded: Suggestions = { values: {}, references: references(), failures: [] };
  await Promise.all(
    subjects.map(async (subject) => {
      try {
        loaded.values[subject] = await dataSource.variableValues(subject);
      } catch (error) {
        loaded.failures.push({ subject, reason: resourceError(error) });
      }
    })
  );
  return loaded;
}

/** Variables that stand for texts. */
const TEXT_VARIABLES: readonly string[] = ['query', 'custom', 'textbox', 'constant', 'interval'];

function references(): string[] {
  return getTemplateSrv()
    .getVariables()
    .filter(({ type }) => TEXT_VARIABLES.includes(type))
    .map(({ name }) => `$${name}`);
}
