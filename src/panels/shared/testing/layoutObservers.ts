/** jsdom has no layout, so that its observers are missing; components that want them are told of no change. */
class NoChange {
  readonly root = null;
  readonly rootMargin = '';
  readonly thresholds = [];
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}

globalThis.ResizeObserver ??= NoChange;
globalThis.IntersectionObserver ??= NoChange;
