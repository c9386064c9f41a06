/** Where the plugin runs: the preview of a running demo, or the real Grafana that BASE_URL names. */
export const baseURL = process.env.BASE_URL ?? `http://127.0.0.1:${process.env.PREVIEW_PORT ?? '3010'}`;

/** How to sign in; without a user nobody signs in, as in the preview or a Grafana with anonymous access. */
export const credentials = {
  user: process.env.GRAFANA_USER,
  password: process.env.GRAFANA_PASSWORD ?? 'admin',
};

export const APP = 'headroom-performance-app';
/** uid of the data source that the demo provisions. */
export const DATA_SOURCE = 'headroom';
