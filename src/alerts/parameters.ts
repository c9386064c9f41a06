import type { Signal } from './kinds/evidenceMissing';

/** What a query can be kept to. Each is written as the data source's queries write it. */
export interface Scope {
  service?: string;
  environment?: string;
  tables?: string[];
  tiers?: string[];
  signals?: Signal[];
}

/** What a person chooses of a rule, beside where it goes. */
export interface RuleParameters {
  /** The bound in the kind's unit; left out by kinds that have none. */
  limit?: number;
  /** How long the condition has to hold, a Prometheus duration. */
  for: string;
  /** How far back each value looks; the profile's window when left out. */
  window?: string;
  scope: Scope;
  /** How urgent it is: a page wakes somebody up, a ticket waits for office hours. */
  severity: string;
  /** What to do when the rule fires: an address. */
  runbookUrl?: string;
}

/** Where a rule goes, and what it asks. */
export interface Placement {
  dataSourceUid: string;
  folderUid: string;
  group: string;
  /** Whose rule it is; nobody's in particular when left out. */
  team?: string;
  /** Who is told; the notification policies choose when left out. */
  contactPoint?: string;
}
