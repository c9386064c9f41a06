import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigPropertyItem,
  identityOverrideProcessor,
  numberOverrideProcessor,
  type StandardEditorsRegistryItem,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';

/** The preview draws panels and edits none, so an option needs its name and its processing, and no editor. */
const NoEditor = () => null;

const OPTION_EDITORS = [
  'actions', 'boolean', 'color', 'dashboard-uid', 'field-color', 'field-name', 'links', 'mappings', 'multi-select',
  'number', 'radio', 'select', 'slider', 'stats-picker', 'strings', 'text', 'thresholds', 'timezone', 'unit',
]; // prettier-ignore

type Process = FieldConfigPropertyItem['process'];

/** The standard field options; without them defaults and overrides of a panel would not reach its fields. */
const FIELD_OPTIONS: Record<string, Process> = {
  unit: unitOverrideProcessor,
  min: numberOverrideProcessor,
  max: numberOverrideProcessor,
  fieldMinMax: booleanOverrideProcessor,
  decimals: numberOverrideProcessor,
  displayName: displayNameOverrideProcessor,
  noValue: stringOverrideProcessor,
  color: identityOverrideProcessor,
  thresholds: thresholdsOverrideProcessor,
  mappings: valueMappingsOverrideProcessor,
  links: dataLinksOverrideProcessor,
  actions: identityOverrideProcessor,
  filterable: booleanOverrideProcessor,
};

/** Registers what Grafana's core registers before it loads a panel. */
export function registerEditors() {
  standardEditorsRegistry.setInit(() =>
    OPTION_EDITORS.map((id): StandardEditorsRegistryItem => ({ id, name: id, editor: NoEditor }))
  );
  standardFieldConfigEditorRegistry.setInit(() =>
    Object.entries(FIELD_OPTIONS).map(([id, process]): FieldConfigPropertyItem => ({
      id,
      path: id,
      name: id,
      editor: NoEditor,
      override: NoEditor,
      process,
      settings: {},
      shouldApply: () => true,
    }))
  );
}
