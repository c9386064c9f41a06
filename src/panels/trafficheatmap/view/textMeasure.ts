import type { GrafanaTheme2 } from '@grafana/data';

/** Where nothing can be measured, a letter of the small font is about this wide, in pixels. */
const USUAL_LETTER = 6.5;

/** Measures texts in the font of names, in pixels. */
export function textMeasure({ typography }: GrafanaTheme2): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (!context) {
    return (text) => text.length * USUAL_LETTER;
  }
  context.font = `${typography.bodySmall.fontSize} ${typography.fontFamily}`;
  return (text) => context.measureText(text).width;
}
