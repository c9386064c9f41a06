import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Alert, Button, Drawer, useStyles2 } from '@grafana/ui';
import { type FormEvent, useState } from 'react';

import { type WriteResult, writeRule } from '../../alerts/grafana/writeRule';
import type { Profile } from '../../alerts/profile';
import { ruleWords } from '../../alerts/words';
import { draftErrors, draftOf, NEW_FOLDER, parametersOfDraft, ruleOf } from './ruleDraft';
import { RuleFields } from './RuleFields';
import type { Picked } from './RuleKindItem';
import { withCure } from './withCure';

interface Props extends Picked {
  profile: Profile;
  dataSourceUid: string;
  onClose: () => void;
  /** The rule was written. */
  onChanged: () => void;
}

/** What came of saving; nothing yet when left out. */
type Outcome =
  { state: 'saving' | Exclude<WriteResult['action'], 'create' | 'update'> } | { state: 'failed'; reason: string };

/** The form of a rule, with what it will say. */
export function RuleDrawer({ kind, existing, profile, dataSourceUid, onClose, onChanged }: Props) {
  const styles = useStyles2(getStyles);
  const [draft, setDraft] = useState(() => draftOf(kind, profile, existing));
  const [isTried, setIsTried] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const errors = draftErrors(kind, draft);
  const isReady = Object.keys(errors).length === 0;

  const save = async (overwrite: boolean) => {
    setOutcome({ state: 'saving' });
    try {
      const folder = draft.folder === NEW_FOLDER ? { title: draft.newFolder.trim() } : { uid: draft.folder };
      const { action } = await writeRule(ruleOf(kind, draft, dataSourceUid), folder, { overwrite });
      if (action === 'create' || action === 'update') {
        onChanged();
      } else {
        setOutcome({ state: action });
      }
    } catch (error) {
      setOutcome({ state: 'failed', reason: withCure(error) });
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setIsTried(true);
    if (isReady) {
      void save(false);
    }
  };

  return (
    <Drawer title={existing ? `Change ${existing.rule.title}` : `New rule: ${kind.title}`} size="md" onClose={onClose}>
      <form className={styles.form} onSubmit={submit} noValidate>
        <p aria-live="polite">
          {isReady ? ruleWords(kind, parametersOfDraft(kind, draft), profile) : 'The rule is not complete yet.'}
        </p>
        <RuleFields
          kind={kind}
          profile={profile}
          draft={draft}
          errors={isTried ? errors : {}}
          isNew={!existing}
          onChange={(change) => {
            setOutcome(undefined);
            setDraft({ ...draft, ...change });
          }}
        />
        {outcome?.state === 'failed' && (
          <Alert severity="error" title="Nothing was written">
            {outcome.reason}
          </Alert>
        )}
        {outcome?.state === 'unchanged' && <Alert severity="info" title="The rule already says exactly this" />}
        {outcome?.state === 'foreign' && (
          <Alert severity="error" title="A rule that Headroom did not make has this rule's uid">
            Nothing was written. Delete that rule, or make this one for a team or a part of the system.
          </Alert>
        )}
        {outcome?.state === 'provisioned' && (
          <Alert severity="info" title="This rule is provisioned">
            Nothing was written. Change the file or the tool that it comes from.
          </Alert>
        )}
        {outcome?.state === 'edited' && (
          <Alert severity="warning" title="Somebody changed this rule in Grafana since Headroom wrote it">
            <p>Nothing was written. Writing over it loses what they changed.</p>
            <Button variant="destructive" onClick={() => void save(true)}>
              Write over their changes
            </Button>
          </Alert>
        )}
        <div className={styles.buttons}>
          <Button type="submit" disabled={outcome?.state === 'saving'}>
            {existing ? 'Save' : 'Create'}
          </Button>
          <Button variant="secondary" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Drawer>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  form: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1) }),
  buttons: css({ display: 'flex', gap: theme.spacing(1) }),
});
