import type { CDPSession } from 'playwright-core';

/** Of what the page does until `act` is done, the milliseconds spent in a plugin's module or in what it called. */
export async function ownMilliseconds(session: CDPSession, pluginId: string, act: () => Promise<unknown>) {
  await session.send('Profiler.enable');
  await session.send('Profiler.start');
  await act();
  const { profile } = await session.send('Profiler.stop');
  const { nodes, samples = [], timeDeltas = [] } = profile;
  const parentOf = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const urlOf = new Map(nodes.map(({ id, callFrame }) => [id, callFrame.url]));
  const known = new Map<number, boolean>();
  const isOwn = (id: number | undefined): boolean => {
    if (id === undefined) {
      return false;
    }
    const own = known.get(id) ?? (urlOf.get(id)?.includes(`/plugins/${pluginId}/`) || isOwn(parentOf.get(id)));
    known.set(id, own);
    return own;
  };
  const microseconds = samples.reduce((sum, id, i) => sum + (isOwn(id) ? (timeDeltas[i] ?? 0) : 0), 0);
  return microseconds / 1000;
}
