import { Alert, Combobox, Field, Input } from '@grafana/ui';

import { listContactPoints, listFolders } from '../../alerts/grafana/places';
import { teamGroup } from '../../alerts/grafana/teamGroup';
import type { RuleKind } from '../../alerts/kinds/RuleKind';
import type { Scope } from '../../alerts/parameters';
import type { Profile } from '../../alerts/profile';
import { type DraftErrors, NEW_FOLDER, type RuleDraft } from './ruleDraft';
import { useChoices } from './useChoices';

interface Props {
  kind: RuleKind;
  profile: Profile;
  draft: RuleDraft;
  errors: DraftErrors;
  /** What a rule is about, and where it is, is chosen once. */
  isNew: boolean;
  onChange: (change: Partial<RuleDraft>) => void;
}

const SCOPES: Record<keyof Scope, { label: string; description: string }> = {
  service: { label: 'Service', description: 'Empty for all; {a,b} for several' },
  environment: { label: 'Environment', description: 'Empty for all; {a,b} for several' },
  tables: { label: 'Tables', description: 'Empty for all; names with commas between them' },
  tiers: { label: 'Tiers', description: 'Empty for all; names with commas between them' },
  signals: { label: 'Signals', description: 'Names with commas between them' },
};

const listFolderChoices = async () => (await listFolders()).map(({ uid, title }) => ({ value: uid, label: title }));
const listContactPointChoices = async () => (await listContactPoints()).map((name) => ({ value: name, label: name }));

/** The fields of a rule. */
export function RuleFields({ kind, profile, draft, errors, isNew, onChange }: Props) {
  const folders = useChoices(listFolderChoices);
  const contactPoints = useChoices(listContactPointChoices);
  const field = (name: keyof RuleDraft) => ({ error: errors[name], invalid: name in errors });
  const text = (name: Exclude<keyof RuleDraft, 'scope'>) => ({
    id: `rule-${name}`,
    value: draft[name],
    onChange: ({ currentTarget }: { currentTarget: { value: string } }) => onChange({ [name]: currentTarget.value }),
  });
  const group = teamGroup(draft.team.trim());
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
          />
        </Field>
      ))}
      <Field label="Severity" description="A label: page, ticket or your own" {...field('severity')}>
        <Input {...text('severity')} />
      </Field>
      <Field label="Runbook" description="Address of what to do when it fires">
        <Input {...text('runbookUrl')} placeholder="https://" />
      </Field>
      <Field label="Team" description="A label; a team's rule is another than everybody's" disabled={!isNew}>
        <Input {...text('team')} />
      </Field>
      {isNew && (
        <>
          <Field label="Folder" {...field('folder')}>
            <Combobox
              id="rule-folder"
              options={[{ value: NEW_FOLDER, label: 'New folder …' }, ...folders.choices]}
              value={draft.folder || null}
              loading={folders.isLoading}
              onChange={({ value }) => onChange({ folder: value })}
            />
          </Field>
          {draft.folder === NEW_FOLDER && (
            <Field label="Name of the folder" {...field('newFolder')}>
              <Input {...text('newFolder')} />
            </Field>
          )}
          <Field
            label="Group"
            description="Its rules are evaluated together; each team has its own"
            {...field('group')}
          >
            <Input {...text('group')} placeholder={group} />
          </Field>
        </>
      )}
      <Field label="Contact point" description="Empty where the notification policies choose">
        <Combobox
          id="rule-contactPoint"
          isClearable
          options={contactPoints.choices}
          value={draft.contactPoint || null}
          loading={contactPoints.isLoading}
          onChange={(choice) => onChange({ contactPoint: choice?.value ?? '' })}
        />
      </Field>
      {[folders.error, contactPoints.error].filter(Boolean).map((reason) => (
        <Alert key={reason} severity="warning" title={reason ?? ''} />
      ))}
    </>
  );
}
