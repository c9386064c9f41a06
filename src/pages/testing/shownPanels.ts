import { SceneFlexItem, sceneGraph, type SceneObject, VizPanel } from '@grafana/scenes';

/** The panels of a scene from top to bottom: what draws them, and how many pixels high. */
export function shownPanels(scene: SceneObject): Array<[pluginId: string, height: unknown]> {
  return sceneGraph
    .findAllObjects(scene, (object) => object instanceof VizPanel)
    .map((panel) => {
      const { parent } = panel;
      return [(panel as VizPanel).state.pluginId, parent instanceof SceneFlexItem ? parent.state.height : undefined];
    });
}

/** The names of the variables that the queries of a scene's panels hold. */
export function usedVariables(scene: SceneObject): Set<string> {
  const queries = sceneGraph
    .findAllObjects(scene, (object) => object instanceof VizPanel)
    .map((panel) => sceneGraph.getData(panel).state.$data?.state ?? sceneGraph.getData(panel).state);
  return new Set([...JSON.stringify(queries).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name ?? ''));
}
