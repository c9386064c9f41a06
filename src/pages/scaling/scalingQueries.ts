import type { DataTransformerConfig } from '@grafana/data';

import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { CURRENT_REQUIREMENT, IN_WHOLE_PIECES } from '../../views/currentRequirement';
import { SCALING } from '../../views/scaling';
import type { Question } from './WhatIf';

/** The queries of the table: a row for each number of tenants, and one for the present number. */
export function tableQueries({ tenants, current }: Question): HeadroomQuery[] {
  const asked = tenants.length > 0 ? { tenants } : {};
  // A number that somebody gives stands for the measured one.
  const rows = SCALING.queries.map((query) => ({ ...query, ...asked, includeCurrent: current === undefined }));
  if (current === undefined || tenants.includes(current)) {
    return rows;
  }
  // Which rows the profile has is the data source's to know, so that the given number is asked for beside them.
  return [...rows, ...rows.map((query) => ({ ...query, refId: `${query.refId}2`, tenants: [current] }))];
}

/** The queries of what is needed now: of the given number alone, or of all rows with the measured one. */
export function currentQueries({ current }: Question): HeadroomQuery[] {
  const { queries } = CURRENT_REQUIREMENT;
  return current === undefined
    ? queries
    : queries.map((query) => ({ ...query, tenants: [current], includeCurrent: false }));
}

/** What leaves the present number's row alone in the answer of `currentQueries`, in whole pieces. */
export function currentTransformations({ current }: Question): DataTransformerConfig[] {
  return current === undefined ? (CURRENT_REQUIREMENT.transformations ?? []) : IN_WHOLE_PIECES;
}
