import { FieldConfigProperty, type PanelPlugin } from '@grafana/data';

import { DEFAULT_OPTIONS, type HeatmapFieldConfig, type HeatmapOptions, SORT_KEYS } from './options';

type Plugin = PanelPlugin<HeatmapOptions, HeatmapFieldConfig>;
type OptionsBuilder = Parameters<Parameters<Plugin['setPanelOptions']>[0]>[0];

const COLORS = ['Colors'];
const ROWS = ['Rows'];
const TIME = ['Time'];

export function addPanelOptions(builder: OptionsBuilder): void {
  addColorOptions(builder);
  addRowOptions(builder);
  builder.addRadio({
    path: 'stamp',
    name: 'A point’s time is',
    description: 'Prometheus and Headroom stamp the end of a bucket, most SQL and log queries its start.',
    category: TIME,
    defaultValue: DEFAULT_OPTIONS.stamp,
    settings: {
      options: [
        { value: 'end', label: 'End of bucket' },
        { value: 'start', label: 'Start of bucket' },
      ],
    },
  });
}

function addColorOptions(builder: OptionsBuilder): void {
  builder
    .addRadio({
      path: 'colorMode',
      name: 'Color by',
      description: 'Auto colors by position where an expected range is known, else by value.',
      category: COLORS,
      defaultValue: DEFAULT_OPTIONS.colorMode,
      settings: {
        options: [
          { value: 'auto', label: 'Auto' },
          { value: 'position', label: 'Position' },
          { value: 'absolute', label: 'Value' },
        ],
      },
    })
    .addSelect({
      path: 'palette',
      name: 'Palette',
      description: 'For coloring by value.',
      category: COLORS,
      defaultValue: DEFAULT_OPTIONS.palette,
      settings: {
        options: [
          { value: 'purple', label: 'Purple' },
          { value: 'blue', label: 'Blue' },
          { value: 'green', label: 'Green' },
          { value: 'thresholds', label: 'Thresholds' },
        ],
      },
      showIf: ({ colorMode }) => colorMode !== 'position',
    })
    .addRadio({
      path: 'valueScale',
      name: 'Scale',
      description: 'Negative values are always on a linear scale.',
      category: COLORS,
      defaultValue: DEFAULT_OPTIONS.valueScale,
      settings: {
        options: [
          { value: 'log', label: 'Logarithmic' },
          { value: 'linear', label: 'Linear' },
        ],
      },
      showIf: hasRamp,
    })
    .addRadio({
      path: 'scaleScope',
      name: 'Scale of',
      description: 'Auto is one scale for the panel, and one for each row when units differ.',
      category: COLORS,
      defaultValue: DEFAULT_OPTIONS.scaleScope,
      settings: {
        options: [
          { value: 'auto', label: 'Auto' },
          { value: 'panel', label: 'Panel' },
          { value: 'row', label: 'Each row' },
        ],
      },
      showIf: hasRamp,
    })
    .addBooleanSwitch({
      path: 'showLegend',
      name: 'Legend',
      category: COLORS,
      defaultValue: DEFAULT_OPTIONS.showLegend,
    });
}

const hasRamp = ({ colorMode, palette }: HeatmapOptions) => colorMode !== 'position' && palette !== 'thresholds';

function addRowOptions(builder: OptionsBuilder): void {
  builder
    .addTextInput({
      path: 'groupBy',
      name: 'Group by label',
      description: 'Rows with the same value of this label stand together. Empty for no groups.',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.groupBy,
    })
    .addTextInput({
      path: 'tierLabel',
      name: 'Tier label',
      description: 'The label that a row’s badge shows. Empty for no badges.',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.tierLabel,
    })
    .addSelect({
      path: 'sortBy',
      name: 'Sort by',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.sortBy,
      settings: {
        options: SORT_KEYS,
      },
    })
    .addBooleanSwitch({
      path: 'sortDescending',
      name: 'Highest first',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.sortDescending,
      showIf: ({ sortBy }) => sortBy !== 'data',
    })
    .addTextInput({
      path: 'filter',
      name: 'Filter',
      description: 'A part of a name, group or tier, or a /regular expression/. Variables work.',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.filter,
    })
    .addSelect({
      path: 'show',
      name: 'Show',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.show,
      settings: {
        options: [
          { value: 'all', label: 'All rows' },
          { value: 'outside', label: 'Rows outside their expected range' },
          { value: 'unknown', label: 'Rows with unknown buckets' },
        ],
      },
    })
    .addNumberInput({
      path: 'rowHeight',
      name: 'Row height',
      description: 'In pixels; 0 fills the panel as far as names stay legible, and scrolls beyond.',
      category: ROWS,
      defaultValue: DEFAULT_OPTIONS.rowHeight,
      settings: { min: 0, max: 100, integer: true },
    });
}

/** Expected ranges for series whose data source knows none; units, thresholds and links are Grafana's own. */
export const FIELD_CONFIG: Parameters<Plugin['useFieldConfig']>[0] = {
  disableStandardOptions: [FieldConfigProperty.Color, FieldConfigProperty.Mappings, FieldConfigProperty.NoValue],
  useCustomConfig: (builder) => {
    builder
      .addNumberInput({
        path: 'expectedLow',
        name: 'Expected from',
        description: 'The least value that is normal for the series.',
        settings: { placeholder: 'as the data source says' },
      })
      .addNumberInput({
        path: 'expectedHigh',
        name: 'Expected to',
        description: 'The greatest value that is normal for the series.',
        settings: { placeholder: 'as the data source says' },
      });
  },
};
