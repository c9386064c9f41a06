import { Tooltip } from '@grafana/ui';
import { useState } from 'react';

interface Props {
  text: string;
  /** What the tooltip adds. */
  detail: string;
}

/** Text with a tooltip that exists only while the pointer is over it: a table has thousands of these. */
export function HoverText({ text, detail }: Props) {
  const [isOver, setIsOver] = useState(false);

  return (
    <span onPointerEnter={() => setIsOver(true)} onPointerLeave={() => setIsOver(false)}>
      {isOver ? (
        <Tooltip show content={detail}>
          <span>{text}</span>
        </Tooltip>
      ) : (
        text
      )}
    </span>
  );
}
