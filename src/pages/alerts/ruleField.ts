import type { DraftErrors, RuleDraft } from './ruleDraft';

export interface FieldsProps {
  draft: RuleDraft;
  errors: DraftErrors;
  /** What a rule is about, and where it is, is chosen once. */
  isNew: boolean;
  onChange: (change: Partial<RuleDraft>) => void;
}

/** Properties of a form's fields and of the inputs in them, by the part of the draft that they hold. */
export function textField({ draft, errors, onChange }: Omit<FieldsProps, 'isNew'>) {
  return {
    field: (name: keyof RuleDraft) => ({ error: errors[name], invalid: name in errors }),
    text: (name: Exclude<keyof RuleDraft, 'scope'>) => ({
      id: `rule-${name}`,
      value: draft[name],
      onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange({ [name]: currentTarget.value }),
    }),
  };
}
