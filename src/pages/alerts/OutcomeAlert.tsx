import { Alert, Button } from '@grafana/ui';

import type { Outcome } from './useRuleWriting';

interface Props {
  outcome: Outcome;
  /** Does nevertheless what was not done because somebody edited the rule. */
  onInsist: (what: 'write' | 'delete') => void;
}

/** Why a rule was not written or deleted, and what to do. */
export function OutcomeAlert({ outcome, onInsist }: Props) {
  switch (outcome.state) {
    case 'writing':
      return null;
    case 'failed':
      return (
        <Alert severity="error" title="Nothing was changed">
          {outcome.reason}
        </Alert>
      );
    case 'unchanged':
      return <Alert severity="info" title="The rule already says exactly this" />;
    case 'foreign':
      return (
        <Alert severity="error" title="A rule that Headroom did not make has this rule's uid">
          Nothing was changed. Delete that rule in Grafana, or make this one for a team or a part of the system.
        </Alert>
      );
    case 'provisioned':
      return (
        <Alert severity="info" title="This rule is provisioned">
          Nothing was changed. Change the file or the tool that it comes from.
        </Alert>
      );
    case 'edited':
      return (
        <Alert severity="warning" title="Somebody changed this rule in Grafana since Headroom wrote it">
          <p>
            {outcome.again === 'write'
              ? 'Nothing was written. Writing over it loses what they changed.'
              : 'Nothing was deleted. Deleting it loses what they changed, too.'}
          </p>
          <Button variant="destructive" onClick={() => onInsist(outcome.again)}>
            {outcome.again === 'write' ? 'Write over their changes' : 'Delete it nevertheless'}
          </Button>
        </Alert>
      );
  }
}
