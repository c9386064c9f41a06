/**
 * Runs in the page before anything else. Records when answers of the data source arrive, and how long after that the
 * last long frame ended; and how long mouse movements wait for the next paint.
 */
export function probe() {
  const LONG_FRAME = 25;
  const state = { answeredAt: 0, lastBusyAt: 0, hovers: [] };
  window.headroomBench = state;

  const fetchOriginal = window.fetch;
  window.fetch = async (...request) => {
    const response = await fetchOriginal(...request);
    const url = typeof request[0] === 'string' ? request[0] : request[0].url;
    if (url.includes('api/ds/query')) {
      state.answeredAt = performance.now();
      state.lastBusyAt = state.answeredAt;
    }
    return response;
  };

  let previous = performance.now();
  const watch = () => {
    const now = performance.now();
    if (now - previous > LONG_FRAME) {
      state.lastBusyAt = now;
    }
    previous = now;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);

  addEventListener(
    'mousemove',
    (event) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        // A message posted in a frame arrives right after that frame has been painted.
        port1.onmessage = () => state.hovers.push(performance.now() - event.timeStamp);
        port2.postMessage(undefined);
      });
    },
    { capture: true, passive: true }
  );
}
