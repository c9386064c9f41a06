import { Field, Input } from '@grafana/ui';

import type { RuleKind } from '../../alerts/kinds/RuleKind';
import type { Scope } from '../../alerts/parameters';
import type { Profile } from '../../alerts/profile';
import type { ScopeTexts } from './pickedInAddress';
import { type FieldsProps, textField } from './ruleField';

interface Props extends FieldsProps {
  kind: RuleKind;
  profile: Profile;
  /** A field of the scope was left. */
  onScope: (scope: ScopeTexts) => void;
}

const SCOPES: Record<keyof Scope, { label: string; description: string }> = {
  service: { label: 'Service', description: 'Empty for all; {a,b} for several' },
  environment: { label: 'Environment', description: 'Empty for all; {a,b} for several' },
  tables: { label: 'Tables', description: 'Empty for all; names with commas between them' },
  tiers: { label: 'Tiers', description: 'Empty for all; names with commas between them' },
  signals: { label: 'Signals', description: 'Names with commas between them' },
};

/** The fields that decide when a rule fires. */
export function ConditionFields({ kind, profile, draft, errors, isNew, onChange, onScope }: Props) {
  const { field, text } = textField({ draft, errors, onChange });
  const profileWindow = profile.windows[kind.profileWindow ?? ''];

  return (
    <>
      {kind.limit && (
        <Field label={kind.limit.label} {...field('limit')}>
          <Input {...text('limit')} suffix={kind.limit.unit} inputMode="decimal" />
        </Field>
      )}
      <Field label="For" description="How long it has to hold before it fires" {...field('for')}>
        <Input {...text('for')} placeholder="5m" />
      </Field>
      {profileWindow && (
        <Field label="Window" description="How far back each value looks" {...field('window')}>
          <Input {...text('window')} placeholder={profileWindow} />
        </Field>
      )}
      {kind.scopes.map((part) => (
        <Field key={part} {...SCOPES[part]} disabled={!isNew}>
          <Input
            id={`rule-${part}`}
            value={draft.scope[part] ?? ''}
            onChange={({ currentTarget }) => onChange({ scope: { ...draft.scope, [part]: currentTarget.value } })}
            onBlur={() => onScope(draft.scope)}
          />
        </Field>
      ))}
    </>
  );
}
