import { Tooltip, useStyles2 } from '@grafana/ui';
import { useState } from 'react';

import { getTableStyles } from './tableStyles';

interface Props {
  text: string;
  /** What the tooltip adds. */
  detail: string;
}

/** Text with a tooltip that exists only while the pointer is over it: a table has thousands of these. */
export function HoverText({ text, detail }: Props) {
  const styles = useStyles2(getTableStyles);
  const [isOver, setIsOver] = useState(false);

  return (
    <span className={styles.hover} onPointerEnter={() => setIsOver(true)} onPointerLeave={() => setIsOver(false)}>
      {isOver ? (
        <Tooltip show content={detail}>
          <span className={styles.hover}>{text}</span>
        </Tooltip>
      ) : (
        text
      )}
    </span>
  );
}
