import type { DataQuery } from '@grafana/schema';

import type { QueryModel } from './query.gen';

/** A query as dashboards and alert rules save it: what to compute, beside the fields that Grafana itself keeps. */
export type HeadroomQuery = QueryModel & DataQuery;
