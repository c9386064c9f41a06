/** What to write where, below Grafana's provisioning directory, for the app and a data source without any click. */
export const PROVISIONING_FILES = {
  'plugins/headroom.yaml': `apiVersion: 1

apps:
  - type: headroom-performance-app
    org_id: 1
    disabled: false
`,
  'datasources/headroom.yaml': `apiVersion: 1

datasources:
  - name: Headroom
    uid: headroom
    type: headroom-performance-datasource
    access: proxy
    jsonData:
      prometheus:
        url: $HEADROOM_PROMETHEUS_URL
      postgres:
        host: $HEADROOM_POSTGRES_HOST
        port: $HEADROOM_POSTGRES_PORT
        database: $HEADROOM_POSTGRES_DATABASE
        user: $HEADROOM_POSTGRES_USER
        sslMode: $HEADROOM_POSTGRES_SSLMODE
    secureJsonData:
      postgresPassword: $HEADROOM_POSTGRES_PASSWORD
`,
};
