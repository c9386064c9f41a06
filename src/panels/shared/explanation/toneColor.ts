import type { GrafanaTheme2 } from '@grafana/data';

import type { Tone } from './status';

/** The colours of a tone: of its icon and word, and of the edge of its tile. */
export function toneColor(theme: GrafanaTheme2, tone: Tone): { text: string; edge: string } {
  const { success, warning, error, text, border } = theme.colors;
  switch (tone) {
    case 'good':
      return { text: success.text, edge: success.main };
    case 'warning':
      return { text: warning.text, edge: warning.main };
    case 'bad':
      return { text: error.text, edge: error.main };
    case 'calm':
      return { text: text.secondary, edge: border.strong };
  }
}
