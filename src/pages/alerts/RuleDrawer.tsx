import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Drawer, useStyles2 } from '@grafana/ui';
import { type FormEvent, useMemo, useState } from 'react';

import { NEW_GROUP_SECONDS } from '../../alerts/grafana/teamGroup';
import type { Profile } from '../../alerts/profile';
import { ruleWords } from '../../alerts/words';
import { ConditionFields } from './ConditionFields';
import { DeleteRule } from './DeleteRule';
import { OutcomeAlert } from './OutcomeAlert';
import type { Picked, ScopeTexts } from './pickedInAddress';
import { PlacementFields } from './PlacementFields';
import { RulePreview } from './preview/RulePreview';
import {
  draftErrors,
  draftOf,
  folderOf,
  groupOf,
  parametersOfDraft,
  type RuleDraft,
  ruleOf,
  saysWhen,
} from './ruleDraft';
import { useRuleWriting } from './useRuleWriting';

interface Props extends Picked {
  profile: Profile;
  dataSourceUid: string;
  mayWrite: boolean;
  /** How often a group in a folder is evaluated, where that is known. */
  groupSeconds: (folderUid: string, group: string) => number | undefined;
  onClose: () => void;
  /** What a new rule is about is another thing now. */
  onScope: (scope: ScopeTexts) => void;
  /** The rule was written or deleted. */
  onChanged: () => void;
}

/** The form of a rule, what it will say, and what it would have done. Those who may not write can try it all the same. */
export function RuleDrawer({
  profile,
  dataSourceUid,
  mayWrite,
  groupSeconds,
  onClose,
  onScope,
  onChanged,
  ...picked
}: Props) {
  const { kind, existing } = picked;
  const styles = useStyles2(getStyles);
  const [draft, setDraft] = useState(() => draftOf(kind, profile, picked));
  const [isTried, setIsTried] = useState(false);
  const { outcome, forget, write, remove } = useRuleWriting(onChanged);
  const canWrite = mayWrite && !existing?.isProvisioned;
  const errors = draftErrors(kind, draft);
  const missing = isTried ? Object.values(errors) : [];
  const isClear = saysWhen(errors);
  const parameters = useMemo(() => (isClear ? parametersOfDraft(kind, draft) : undefined), [kind, draft, isClear]);
  const isNew = !existing;
  const fields = { draft, errors: isTried ? errors : {}, isNew, onChange: change };
  const known = existing?.status?.intervalSeconds ?? groupSeconds(draft.folder, groupOf(draft));

  function change(part: Partial<RuleDraft>) {
    forget();
    setDraft({ ...draft, ...part });
  }
  const save = (overwrite: boolean) => void write(ruleOf(kind, draft, dataSourceUid), folderOf(draft), overwrite);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (canWrite && Object.keys(errors).length === 0) {
      save(false);
    }
  };

  return (
    <Drawer title={titleOf(picked, canWrite)} size="lg" onClose={onClose}>
      <div className={styles.columns}>
        <div>
          <form id={FORM_ID} className={styles.form} onSubmit={submit} noValidate aria-label="Rule">
            <p aria-live="polite">
              {parameters ? ruleWords(kind, parameters, profile) : 'The rule is not complete yet.'}
            </p>
            <ConditionFields {...fields} kind={kind} profile={profile} onScope={isNew ? onScope : () => undefined} />
            {canWrite && <PlacementFields {...fields} groupSeconds={known} />}
          </form>
          {/* Beside the form: what is confirmed in the question of Delete would be submitted with it. */}
          <div className={styles.footer}>
            {outcome && (
              <OutcomeAlert
                outcome={outcome}
                onInsist={(what) => (what === 'write' ? save(true) : existing && void remove(existing.rule.uid, true))}
              />
            )}
            {missing.length > 0 && (
              <Alert severity="info" title="The rule is not complete yet">
                {missing.join(' ')}
              </Alert>
            )}
            {!canWrite && (
              <Alert severity="info" title="Nothing here is saved">
                {mayWrite
                  ? 'This rule is provisioned: change the file or the tool that it comes from.'
                  : 'You may try a rule, and not write it: ask an administrator for the Editor role.'}
              </Alert>
            )}
            <div className={styles.buttons}>
              {canWrite && (
                <Button type="submit" form={FORM_ID} disabled={outcome?.state === 'writing'}>
                  {isNew ? 'Create' : 'Save'}
                </Button>
              )}
              <Button variant="secondary" onClick={onClose}>
                {canWrite ? 'Cancel' : 'Close'}
              </Button>
              {canWrite && existing && (
                <DeleteRule
                  owned={existing}
                  isDisabled={outcome?.state === 'writing'}
                  onDelete={() => void remove(existing.rule.uid, existing.isEditedByHand)}
                />
              )}
            </div>
          </div>
        </div>
        <RulePreview
          kind={kind}
          parameters={parameters}
          dataSourceUid={dataSourceUid}
          intervalSeconds={known ?? NEW_GROUP_SECONDS}
        />
      </div>
    </Drawer>
  );
}

function titleOf({ kind, existing }: Picked, canWrite: boolean): string {
  if (!canWrite) {
    return `Try ${existing?.rule.title ?? kind.title}`;
  }
  return existing ? `Change ${existing.rule.title}` : `New rule: ${kind.title}`;
}

const FORM_ID = 'headroom-rule';

/** Below this width of the drawer, in theme units, the preview stands above the form. */
const COLUMNS_FROM = 80;

const getStyles = (theme: GrafanaTheme2) => ({
  columns: css({
    display: 'grid',
    gap: theme.spacing(3),
    alignItems: 'start',
    gridTemplateColumns: `minmax(${theme.spacing(32)}, 1fr) minmax(0, 2fr)`,
    [`@media (max-width: ${COLUMNS_FROM * theme.spacing.gridSize}px)`]: { gridTemplateColumns: 'minmax(0, 1fr)' },
    '> section': { position: 'sticky', top: 0 },
  }),
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  footer: css({
    position: 'sticky',
    bottom: 0,
    zIndex: 1,
    padding: theme.spacing(1, 0),
    background: theme.colors.background.primary,
  }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
