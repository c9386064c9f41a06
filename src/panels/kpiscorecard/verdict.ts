import { type Kpi, kpiTitle } from '../shared/explanation/kpi';
import { statusRank, UNKNOWN_STATUSES } from '../shared/explanation/status';

/** One sentence over all KPIs, and the worst status among them, which its icon shows. */
export interface Verdict {
  text: string;
  status: string;
}

/** More names than this would no longer be read. */
const NAMES_SHOWN = 3;

/**
 * Sums the KPIs up: what is missed comes first, then what is at risk, then what is not known, which never counts as
 * good. KPIs without a target have no say. Undefined when none has a verdict.
 */
export function verdict(kpis: Kpi[]): Verdict | undefined {
  const judged = kpis.filter(({ status }) => status !== '' && status !== 'no_target');
  if (judged.length === 0) {
    return undefined;
  }
  const having = (...statuses: string[]) => judged.filter(({ status }) => statuses.includes(status));
  const met = having('met');
  const missed = having('missed');
  const atRisk = having('at_risk');
  const unknown = having(...UNKNOWN_STATUSES);

  if (unknown.length === judged.length) {
    return { text: noneKnown(judged), status: worst(judged) };
  }
  const lead = missed.length > 0 ? { kpis: missed, word: 'missed' } : { kpis: met, word: 'met' };
  const all = lead.kpis.length === judged.length && judged.length > 1;
  const head = `${all ? 'All' : `${lead.kpis.length} of`} ${counted(judged.length, 'target')} ${lead.word}`;
  const clauses = [
    missed.length > 0 ? `${head}: ${names(missed)}` : head,
    atRisk.length > 0 && `${atRisk.length} at risk: ${names(atRisk)}`,
    unknown.length > 0 && `${unknown.length} not known: ${names(unknown)}`,
  ];
  return { text: clauses.filter(Boolean).join('; '), status: worst(judged) };
}

/** What to say where no target can be judged: "0 met" would sound as if something had been measured. */
function noneKnown(judged: Kpi[]): string {
  const which = judged.length === 1 ? 'the target' : `any of ${judged.length} targets`;
  const isUnconnected = judged.every(({ status }) => status === 'no_source');
  return `No verdict on ${which}: ${isUnconnected ? 'no source is connected' : 'too little is known'}`;
}

function worst(judged: Kpi[]): string {
  return [...judged].sort((a, b) => statusRank(a.status) - statusRank(b.status))[0]!.status;
}

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

function names(kpis: Kpi[]): string {
  const shown = kpis.slice(0, NAMES_SHOWN).map(kpiTitle).join(', ');
  const more = kpis.length - NAMES_SHOWN;
  return more > 0 ? `${shown} and ${more} more` : shown;
}
