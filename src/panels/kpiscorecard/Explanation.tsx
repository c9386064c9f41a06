import { Drawer } from '@grafana/ui';

import { kpiTitle } from '../shared/explanation/kpi';
import { StatusLabel } from '../shared/explanation/StatusLabel';
import { ExplanationContent, type ExplanationContentProps } from './ExplanationContent';

/** Explains one number beside the panel that shows it. */
export function Explanation({ onClose, ...content }: ExplanationContentProps & { onClose: () => void }) {
  const { kpi } = content;

  return (
    <Drawer title={kpiTitle(kpi)} subtitle={<StatusLabel status={kpi.status} />} size="sm" onClose={onClose}>
      <ExplanationContent {...content} />
    </Drawer>
  );
}
