/** For pages in which functions run: tsx has them keep their names by a helper of its own, which a page lacks. */
export const KEEP_NAMES = 'globalThis.__name = (named) => named';
