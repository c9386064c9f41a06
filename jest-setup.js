import './.config/jest-setup';

// i18next advertises its makers once a test file.
globalThis.__i18next_supportNoticeShown = true;
