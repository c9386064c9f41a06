import { type ScopedVars } from '@grafana/data';
import { type TemplateSrv } from '@grafana/runtime';
import { type SceneObject, sceneGraph } from '@grafana/scenes';

const VARIABLE = /\$(\w+)|\$\{(\w+)(?:\.[^:}]+)?(?::[^}]+)?\}|\[\[(\w+)(?::\w+)?\]\]/g;

/**
 * Interpolates template variables as Grafana does for scenes: the query runner passes its scene object in the scoped
 * variables, and the variables are looked up from there. Without a scene only scoped variables are known.
 */
export const templateSrv: TemplateSrv = {
  getVariables: () => [],
  replace(target = '', scopedVars, format) {
    const scene = sceneOf(scopedVars);
    if (scene) {
      return sceneGraph.interpolate(scene, target, scopedVars, format as Parameters<typeof sceneGraph.interpolate>[3]);
    }
    return target.replace(VARIABLE, (match, plain, braced, bracketed) => {
      const value = scopedVars?.[plain ?? braced ?? bracketed]?.value;
      return value === undefined ? match : String(value);
    });
  },
  containsTemplate: (target = '') => new RegExp(VARIABLE).test(target),
  updateTimeRange: () => undefined,
};

/**
 * The scene that a query runs in. It belongs to the plugin's own copy of scenes, so it is used by its shape, not by
 * its class.
 */
function sceneOf(scopedVars?: ScopedVars): SceneObject | undefined {
  return scopedVars?.__sceneObject?.value?.valueOf();
}
