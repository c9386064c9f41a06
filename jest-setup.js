import './.config/jest-setup';

// i18next advertises its makers once a test file.
globalThis.__i18next_supportNoticeShown = true;

// jsdom has no layout, so that its observers are missing; components that want them are told of no change.
class NoChange {
  observe() {}
  unobserve() {}
  disconnect() {}
  takeRecords() {
    return [];
  }
}
globalThis.ResizeObserver ??= NoChange;
globalThis.IntersectionObserver ??= NoChange;
