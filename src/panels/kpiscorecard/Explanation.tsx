import { Drawer } from '@grafana/ui';

import { ExplanationContent, type ExplanationContentProps } from './ExplanationContent';
import { kpiTitle } from './kpi';
import { StatusLabel } from './StatusLabel';

/** Explains one number beside the panel that shows it. */
export function Explanation({ onClose, ...content }: ExplanationContentProps & { onClose: () => void }) {
  const { kpi } = content;

  return (
    <Drawer title={kpiTitle(kpi)} subtitle={<StatusLabel status={kpi.status} />} size="sm" onClose={onClose}>
      <ExplanationContent {...content} />
    </Drawer>
  );
}
