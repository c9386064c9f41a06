import { durationSeconds, durationText } from './duration';
import type { RuleKind } from './kinds/RuleKind';
import type { RuleParameters } from './parameters';
import type { Profile } from './profile';
import { scopeText } from './scope';

/** What a rule says, in a sentence. */
export function ruleWords(kind: RuleKind, parameters: RuleParameters, { windows }: Profile): string {
  const window = parameters.window ?? windows[kind.profileWindow ?? ''];
  const seconds = window === undefined ? undefined : durationSeconds(window);
  const condition = kind.condition(parameters, seconds === undefined ? 'its window' : durationText(seconds));
  const held = durationSeconds(parameters.for) ?? 0;
  const scope = scopeText(kind, parameters.scope);
  return [`Fires when ${condition}`, held > 0 && ` for ${durationText(held)}`, scope && `, for ${scope} alone`, '.']
    .filter(Boolean)
    .join('');
}
