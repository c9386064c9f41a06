import { css } from '@emotion/css';
import { type GrafanaTheme2, locationUtil } from '@grafana/data';
import { Button, LinkButton, useStyles2 } from '@grafana/ui';

import { defaultParameters } from '../../alerts/defaults';
import { everyText } from '../../alerts/duration';
import type { OwnedRule } from '../../alerts/grafana/ownedRules';
import { TEAM_LABEL } from '../../alerts/identity';
import type { RuleKind } from '../../alerts/kinds/RuleKind';
import type { Profile } from '../../alerts/profile';
import { parametersOf } from '../../alerts/readRule';
import { ruleWords } from '../../alerts/words';
import type { Picked } from './pickedInAddress';
import { StateBadge } from './StateBadge';

interface Props {
  kind: RuleKind;
  profile: Profile;
  /** Those of this kind; undefined while nobody knows. */
  rules?: OwnedRule[];
  mayWrite: boolean;
  onPick: (picked: Picked) => void;
}

/** Something to alert on: what its rule says, and the rules of it that are there. */
export function RuleKindItem({ kind, profile, rules, mayWrite, onPick }: Props) {
  const styles = useStyles2(getStyles);
  const newText = mayWrite ? 'New rule' : 'Try it';

  return (
    <li className={styles.kind}>
      <div className={styles.line}>
        <div className={styles.text}>
          <h2 className={styles.title}>{kind.title}</h2>
          <div>{ruleWords(kind, defaultParameters(kind, profile), profile)}</div>
        </div>
        {rules?.length === 0 && <StateBadge state="none" />}
        <Button
          variant="secondary"
          icon={mayWrite ? 'plus' : 'history'}
          aria-label={`${newText}: ${kind.title}`}
          disabled={mayWrite && !rules}
          onClick={() => onPick({ kind })}
        >
          {newText}
        </Button>
      </div>
      {rules && rules.length > 0 && (
        <ul className={styles.rules} aria-label={`Rules: ${kind.title}`}>
          {rules.map((owned) => (
            <RuleItem key={owned.rule.uid} {...{ kind, profile, owned, mayWrite, onPick }} />
          ))}
        </ul>
      )}
    </li>
  );
}

function RuleItem({ kind, profile, owned, mayWrite, onPick }: Omit<Props, 'rules'> & { owned: OwnedRule }) {
  const styles = useStyles2(getStyles);
  const { rule, status, isEditedByHand, isProvisioned } = owned;
  const team = rule.labels?.[TEAM_LABEL];
  const changeText = mayWrite && !isProvisioned ? 'Change' : 'Try';

  return (
    <li className={styles.line}>
      <div className={styles.text}>
        <div>{rule.title}</div>
        <div className={styles.small}>
          {isEditedByHand
            ? 'Somebody changed it in Grafana since Headroom wrote it.'
            : ruleWords(kind, parametersOf(kind, rule), profile)}{' '}
          {[
            status && `Folder ${status.folder}`,
            `group ${rule.ruleGroup}`,
            team && `team ${team}`,
            status && `evaluated every ${everyText(status.intervalSeconds)}`,
          ]
            .filter(Boolean)
            .join(', ')}
          .{status?.lastError && ` Last error: ${status.lastError}`}
        </div>
      </div>
      {isEditedByHand && <StateBadge state="edited" />}
      {isProvisioned && <StateBadge state="provisioned" />}
      <StateBadge state={status?.state ?? 'unknown'} />
      <Button
        variant="secondary"
        fill="outline"
        size="sm"
        aria-label={`${changeText} ${rule.title}`}
        onClick={() => onPick({ kind, existing: owned })}
      >
        {changeText}
      </Button>
      <LinkButton
        variant="secondary"
        fill="text"
        size="sm"
        aria-label={`Open ${rule.title} in Grafana`}
        href={locationUtil.assureBaseUrl(`/alerting/grafana/${encodeURIComponent(rule.uid)}/view`)}
      >
        Open
      </LinkButton>
    </li>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  kind: css({
    padding: theme.spacing(1.5, 2),
    border: `1px solid ${theme.colors.border.weak}`,
    borderRadius: theme.shape.radius.default,
    background: theme.colors.background.primary,
  }),
  line: css({ display: 'flex', alignItems: 'center', gap: theme.spacing(1) }),
  text: css({ flex: '1 1 0', minWidth: 0, overflowWrap: 'anywhere' }),
  title: css({ ...theme.typography.h5, margin: 0 }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary }),
  rules: css({
    display: 'flex',
    flexDirection: 'column',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 0, 2),
    listStyle: 'none',
  }),
});
