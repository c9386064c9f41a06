import type { GrafanaTheme2 } from '@grafana/data';

import type { HeatmapOptions } from '../options';
import type { Look } from './look';
import { mix, ramp } from './mix';

/** Looks that mean the same under every colouring. */
export interface CommonLooks {
  unknown: Look;
  zero: Look;
}

export function commonLooks({ colors }: GrafanaTheme2): CommonLooks {
  const surface = colors.background.primary;
  return {
    unknown: { fill: surface, texture: 'hatch', ink: mix(surface, colors.text.primary, 0.3) },
    zero: {
      fill: mix(surface, colors.text.primary, 0.05),
      texture: 'midline',
      ink: mix(surface, colors.text.primary, 0.4),
    },
  };
}

/** One hue from near the panel's background to far from it: more stands out more, in both themes. */
export function sequentialColors(theme: GrafanaTheme2, hue: HeatmapOptions['palette'], count: number): string[] {
  const name = hue === 'thresholds' ? 'purple' : hue;
  const color = (shade: string) => theme.visualization.getColorByName(shade);
  const faint = mix(theme.colors.background.primary, color(`dark-${name}`), theme.isDark ? 0.4 : 0.16);
  const strong = theme.isDark
    ? [color(`semi-dark-${name}`), mix(color(`super-light-${name}`), theme.colors.text.maxContrast, 0.25)]
    : [color(`light-${name}`), mix(color(`dark-${name}`), theme.colors.text.maxContrast, 0.45)];
  return ramp([faint, ...strong], count);
}

export interface PositionLooks {
  /** From just below the range to farthest below. */
  below: Look[];
  within: Look;
  /** From just above the range to farthest above. */
  above: Look[];
  /** For known values without a range to compare with. */
  noRange: Look;
}

/**
 * Blue below, orange above, grey within: hues that all usual kinds of colour vision tell apart. Besides, the farther
 * out the farther from the background in lightness, and a bar at the bottom or the top edge says which side.
 *
 * @param steps how many looks a side has
 */
export function positionLooks({ colors, visualization, isDark }: GrafanaTheme2, steps: number): PositionLooks {
  const surface = colors.background.primary;
  const within = mix(surface, colors.text.primary, isDark ? 0.2 : 0.14);
  const side = (hue: string, edge: 'top' | 'bottom') => {
    const shade = (name: string) => visualization.getColorByName(`${name}-${hue}`);
    const near = isDark ? mix(within, shade('semi-dark'), 0.8) : mix(within, shade('light'), 0.8);
    const far = isDark ? shade('light') : shade('semi-dark');
    const bar = mix(isDark ? shade('super-light') : shade('dark'), colors.text.maxContrast, 0.6);
    return ramp([near, far], steps).map((fill): Look => ({ fill, edge: { side: edge, color: bar } }));
  };
  return {
    below: side('blue', 'bottom'),
    within: { fill: within },
    above: side('orange', 'top'),
    noRange: { fill: mix(surface, colors.text.primary, 0.06), texture: 'dots', ink: colors.text.secondary },
  };
}
