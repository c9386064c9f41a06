import type { CodeEditor } from '@grafana/ui';
import { useEffect, useState, type ComponentProps } from 'react';

/**
 * Stands for Grafana's editor, whose Monaco is not on npm in a form that Jest can load. As that one does, it calls what
 * it was given when it was mounted, and reports every text, also one that it is given.
 */
export function FakeCodeEditor({ value, readOnly, onChange, monacoOptions }: ComponentProps<typeof CodeEditor>) {
  const [mounted] = useState(() => onChange);
  useEffect(() => mounted?.(value), [mounted, value]);

  return (
    <textarea
      aria-label={monacoOptions?.ariaLabel}
      value={value}
      readOnly={readOnly}
      onChange={(event) => mounted?.(event.currentTarget.value)}
    />
  );
}
