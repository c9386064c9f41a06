import {
  SceneObjectBase,
  type SceneObjectState,
  SceneObjectUrlSyncConfig,
  type SceneObjectUrlValue,
  type SceneObjectUrlValues,
} from '@grafana/scenes';

import { readTenants } from '../../query/tenants';
import { WhatIfInputs } from './WhatIfInputs';

/** What a person asks of the scaling model, as typed: an address may hold any text. */
interface WhatIfState extends SceneObjectState {
  /** Numbers of tenants; empty for the rows of the profile. */
  tenants: string;
  /** How many tenants there are now; empty for what the data source measures. */
  current: string;
}

/** The same as numbers. */
export interface Question {
  /** None for the rows of the profile. */
  tenants: number[];
  current?: number;
}

const KEYS = ['tenants', 'current'] as const;

export type WhatIfField = (typeof KEYS)[number];

/** The inputs of the Scaling page, kept in its address. */
export class WhatIf extends SceneObjectBase<WhatIfState> {
  static Component = WhatIfInputs;

  protected override _urlSync = new SceneObjectUrlSyncConfig(this, { keys: [...KEYS] });

  constructor(state: Partial<WhatIfState> = {}) {
    super({ tenants: '', current: '', ...state });
  }

  getUrlState(): SceneObjectUrlValues {
    const { tenants, current } = this.state;
    return { tenants: tenants || undefined, current: current || undefined };
  }

  updateFromUrl(values: SceneObjectUrlValues): void {
    const { tenants, current } = this.state;
    this.setState({ tenants: textOf(values.tenants, tenants), current: textOf(values.current, current) });
  }

  /**
   * Takes a text that a person has typed; the browser's back button leads back to the one before. One that has not
   * changed asks nothing anew: leaving a field is no question.
   */
  answer(field: WhatIfField, text: string): void {
    const typed = text.trim();
    if (typed !== this.state[field]) {
      this._urlSync.performBrowserHistoryAction(() => this.setState({ [field]: typed }));
    }
  }

  /** What is wrong with a field; nothing when it can be asked. */
  problem(field: WhatIfField): string | undefined {
    const counts = readTenants(this.state[field]);
    if (!counts) {
      return 'Whole numbers from 1 to 1,000,000,000, without separators inside';
    }
    return field === 'current' && counts.length > 1 ? 'One number, without separators inside' : undefined;
  }

  /** What to ask; nothing while a field holds what cannot be asked. */
  question(): Question | undefined {
    if (KEYS.some((field) => this.problem(field))) {
      return undefined;
    }
    const [current] = readTenants(this.state.current) ?? [];
    return { tenants: readTenants(this.state.tenants) ?? [], current };
  }
}

/** An address without the key empties the field; one that has not changed is not among the values. */
function textOf(value: SceneObjectUrlValue, before: string): string {
  return value === undefined ? before : [value ?? ''].flat().join(', ');
}
