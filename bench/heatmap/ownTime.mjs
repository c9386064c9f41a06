/** Of a CPU profile, the milliseconds that were spent in a plugin's module or in what it called. */
export function ownMilliseconds({ nodes, samples, timeDeltas }, pluginId) {
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const isOwn = new Map();
  const own = (id) => {
    if (id === undefined) {
      return false;
    }
    if (!isOwn.has(id)) {
      isOwn.set(id, byId.get(id).callFrame.url.includes(`/plugins/${pluginId}/`) || own(parentOf.get(id)));
    }
    return isOwn.get(id);
  };
  const microseconds = samples.reduce((sum, id, i) => sum + (own(id) ? timeDeltas[i] : 0), 0);
  return microseconds / 1000;
}
