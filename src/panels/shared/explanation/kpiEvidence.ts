import type { DataFrame } from '@grafana/data';

import { asRecord, type Json, labels, member, records, text } from './json';
import { type KpiEvidence, kpiKey, type UpstreamQuery } from './kpi';

/** Finds the evidence of a row by its KPI and labels. */
export type EvidenceOf = (kpi: string, labels: Record<string, string>) => KpiEvidence;

/** Reads the evidence that rides along in a frame's `meta.custom`. */
export function evidenceOfFrame(frame: DataFrame): EvidenceOf {
  const custom: unknown = frame.meta?.custom;
  return evidenceReader(custom, member(custom, 'rows'));
}

/** Reads the answer of the data source's `explain` resource. */
export function evidenceOfAnswer(answer: unknown): EvidenceOf {
  return evidenceReader(member(answer, 'evidence'), member(answer, 'rows'));
}

// Any data source may answer anything, so each part is taken only in the shape that it should have.
function evidenceReader(whole: unknown, rowList: unknown): EvidenceOf {
  const upstream = records(member(whole, 'upstream')).flatMap(upstreamQuery);
  const evaluatedAt = text(member(whole, 'evaluatedAt'));
  const rows = new Map(records(rowList).map((row) => [kpiKey(text(row.kpi) ?? '', labels(row.labels)), row]));

  return (kpi, rowLabels) => {
    const row = rows.get(kpiKey(kpi, rowLabels));
    return {
      formula: text(row?.formula),
      substituted: text(row?.substituted),
      method: text(row?.method),
      instance: text(row?.instance),
      facts: facts(row?.facts),
      evaluatedAt,
      upstream,
    };
  };
}

function facts(value: unknown): Record<string, number> {
  const entries = Object.entries(asRecord(value));
  return Object.fromEntries(entries.filter((entry): entry is [string, number] => Number.isFinite(entry[1])));
}

function upstreamQuery(value: Json): UpstreamQuery[] {
  const query = text(value.query);
  return query
    ? [{ source: text(value.source) ?? '', query, at: text(value.at), from: text(value.from), to: text(value.to) }]
    : [];
}
