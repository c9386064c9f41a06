/** What is known of a page, in milliseconds of its clock. */
interface Bench {
  answeredAt: number;
  lastBusyAt: number;
  quietFor: number;
  /** How long mouse movements waited for the next paint. */
  hovers: number[];
}

declare global {
  interface Window {
    headroomBench: Bench;
  }
}

/**
 * Runs in the page before anything else. Records when answers of the data source arrive, and when after that the last
 * frame was painted that was long or had something new on a canvas; and how long mouse movements wait for the next
 * paint.
 */
export function probe() {
  const LONG_FRAME = 25;
  // Every panel measured draws its picture on a canvas, some of them anew in a later and short frame.
  const DRAWING = [
    'clearRect',
    'drawImage',
    'fill',
    'fillRect',
    'fillText',
    'putImageData',
    'stroke',
    'strokeRect',
  ] as const;
  const state: Bench = { answeredAt: 0, lastBusyAt: 0, quietFor: 0, hovers: [] };
  window.headroomBench = state;

  const fetchOriginal = window.fetch;
  window.fetch = async (...request) => {
    const response = await fetchOriginal(...request);
    const [asked] = request;
    if ((asked instanceof Request ? asked.url : String(asked)).includes('api/ds/query')) {
      state.answeredAt = performance.now();
      state.lastBusyAt = state.answeredAt;
      state.quietFor = 0;
    }
    return response;
  };

  let hasDrawn = false;
  const context = CanvasRenderingContext2D.prototype as unknown as Record<string, (...args: unknown[]) => unknown>;
  for (const name of DRAWING) {
    const original = context[name];
    context[name] = function (...args) {
      hasDrawn = true;
      return original?.apply(this, args);
    };
  }

  /** A message posted in a frame arrives right after that frame has been painted. */
  const afterPaint = (act: () => void) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = act;
    port2.postMessage(undefined);
  };

  let previous = performance.now();
  const watch = () => {
    const now = performance.now();
    if (hasDrawn || now - previous > LONG_FRAME) {
      hasDrawn = false;
      state.lastBusyAt = now;
      afterPaint(() => {
        state.lastBusyAt = performance.now();
      });
    }
    previous = now;
    state.quietFor = now - state.lastBusyAt;
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);

  addEventListener(
    'mousemove',
    (event) => {
      requestAnimationFrame(() => afterPaint(() => state.hovers.push(performance.now() - event.timeStamp)));
    },
    { capture: true, passive: true }
  );
}
