import { Button, ConfirmModal } from '@grafana/ui';
import { useState } from 'react';

import type { OwnedRule } from '../../alerts/grafana/ownedRules';

interface Props {
  owned: OwnedRule;
  isDisabled: boolean;
  onDelete: () => void;
}

/** Deletes a rule after a person said so twice. */
export function DeleteRule({ owned: { rule, isEditedByHand }, isDisabled, onDelete }: Props) {
  const [isAsking, setIsAsking] = useState(false);

  return (
    <>
      <Button variant="destructive" fill="outline" disabled={isDisabled} onClick={() => setIsAsking(true)}>
        Delete
      </Button>
      <ConfirmModal
        isOpen={isAsking}
        title="Delete alert rule"
        body={`“${rule.title}” is no longer evaluated, and tells nobody any more.`}
        description={isEditedByHand ? 'What somebody changed of it in Grafana is lost, too.' : undefined}
        confirmText="Delete"
        dismissText="Keep"
        onConfirm={() => {
          setIsAsking(false);
          onDelete();
        }}
        onDismiss={() => setIsAsking(false)}
      />
    </>
  );
}
