import { Alert, Combobox, Field, Input } from '@grafana/ui';

import { everyText } from '../../alerts/duration';
import { listContactPoints, listFolders } from '../../alerts/grafana/places';
import { teamGroup } from '../../alerts/grafana/teamGroup';
import { NEW_FOLDER } from './ruleDraft';
import { type FieldsProps, textField } from './ruleField';
import { useChoices } from './useChoices';

interface Props extends FieldsProps {
  /** How often the chosen group is evaluated, where that is known. */
  groupSeconds?: number;
}

const listFolderChoices = async () => (await listFolders()).map(({ uid, title }) => ({ value: uid, label: title }));
const listContactPointChoices = async () => (await listContactPoints()).map((name) => ({ value: name, label: name }));

/** The fields that say whose a rule is, where it is and who is told. */
export function PlacementFields({ draft, errors, isNew, groupSeconds, onChange }: Props) {
  const folders = useChoices(listFolderChoices);
  const contactPoints = useChoices(listContactPointChoices);
  const { field, text } = textField({ draft, errors, onChange });

  return (
    <>
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
          <Field label="Folder" description="Who may see and edit the rule goes by it" {...field('folder')}>
            <Combobox
              id="rule-folder"
              placeholder="Choose one, or make a new one"
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
            description={`Each team has its own. ${
              groupSeconds === undefined
                ? 'Grafana evaluates a new group every minute, and one that is there as often as before.'
                : `It is evaluated every ${everyText(groupSeconds)}.`
            }`}
            {...field('group')}
          >
            <Input {...text('group')} placeholder={teamGroup(draft.team.trim())} />
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
