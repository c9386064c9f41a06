import { type DataFrame, FieldConfigProperty, PanelPlugin } from '@grafana/data';

import { DEFAULT_OPTIONS, type ScalingTableOptions } from './options';
import { scalingModel } from './scalingModel';
import { ScalingTablePanel } from './ScalingTablePanel';

export const plugin = new PanelPlugin<ScalingTableOptions>(ScalingTablePanel)
  .useFieldConfig({
    // The table has no colours, scales or links.
    disableStandardOptions: [
      FieldConfigProperty.Min,
      FieldConfigProperty.Max,
      FieldConfigProperty.Color,
      FieldConfigProperty.Thresholds,
      FieldConfigProperty.Mappings,
      FieldConfigProperty.NoValue,
      FieldConfigProperty.Links,
      FieldConfigProperty.Actions,
      FieldConfigProperty.Filterable,
    ],
  })
  .setPanelOptions((builder) =>
    builder
      .addMultiSelect({
        path: 'columns',
        name: 'Columns',
        description: 'What to show beside the tenants. Leave empty for everything.',
        settings: { options: [], getOptions: async ({ data }) => columnChoices(data) },
      })
      .addTextInput({
        path: 'currentTenants',
        name: 'Current tenants',
        description:
          'Marks the row of the present number of tenants. A number or a variable; without one, the row that the data source marks.',
        settings: { placeholder: 'none' },
      })
      .addFieldNamePicker({
        path: 'currentTenantsField',
        name: 'Current tenants from field',
        description: 'Takes the last value of this field instead, when there is one.',
      })
      .addBooleanSwitch({
        path: 'roundUp',
        name: 'Round connections and cores up',
        description: 'They come in whole pieces. The exact number is in the tooltip and in the CSV.',
        defaultValue: DEFAULT_OPTIONS.roundUp,
      })
      .addRadio({
        path: 'unitStyle',
        name: 'Units',
        defaultValue: DEFAULT_OPTIONS.unitStyle,
        settings: {
          options: [
            { value: 'scaled', label: 'By size', description: '2.04 TB' },
            { value: 'base', label: 'As they come', description: '2,045 GB' },
          ],
        },
      })
      .addBooleanSwitch({
        path: 'showToolbar',
        name: 'Show exact numbers and export',
        defaultValue: DEFAULT_OPTIONS.showToolbar,
      })
  );

function columnChoices(frames: DataFrame[] = []) {
  return scalingModel(frames)
    .columns.filter(({ kind }) => kind !== 'tenants')
    .map(({ id, title }) => ({ value: id, label: title }));
}
