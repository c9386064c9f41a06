import {
  type DataTransformerInfo,
  standardTransformers,
  standardTransformersRegistry,
  type TransformerRegistryItem,
} from '@grafana/data';

/** The preview edits no panels. */
const NoEditor = () => null;

/** Registers the transformations that @grafana/data has, by which panels take their data apart; core has more. */
export function registerTransformations() {
  // Some stand there by an older name, too.
  const transformers = new Set<DataTransformerInfo>(Object.values(standardTransformers));
  standardTransformersRegistry.setInit(() => [...transformers].map(toItem));
}

function toItem(transformation: DataTransformerInfo): TransformerRegistryItem {
  const { id, name } = transformation;
  return { id, name, transformation: async () => transformation, editor: NoEditor, imageDark: '', imageLight: '' };
}
