// Generated from pkg/schema/settings.gen.json by `npm run generate:types`; do not edit.

/**
 * The settings of the Headroom data source. Grafana's own keys may stand beside these in jsonData.
 */
export interface DataSourceSettings {
  jsonData?: Settings;
  secureJsonData?: Secrets;
}
/**
 * Settings are the settings of one data source.
 */
export interface Settings {
  prometheus?: Prometheus;
  postgres?: Postgres;
  grafana?: Grafana;
  profile?: Profile;
  /**
   * Signals say by name what stands for a signal where discovery does not find the right thing.
   */
  signals?: {
    [k: string]: Signal | null;
  };
}
/**
 * Prometheus is the connection to a Prometheus-compatible API.
 */
export interface Prometheus {
  /**
   * URL is the API's base address, to which /api/v1/… is added; empty when there is none.
   */
  url?: string;
  /**
   * BasicAuthUser is the user of basic authentication, whose password is the secret prometheusPassword.
   */
  basicAuthUser?: string;
  /**
   * CustomHeaders are the names of headers sent with every request; the value of each is the secret "prometheusHeader.<name>".
   *
   * @maxItems 20
   */
  customHeaders?: string[];
  /**
   * QueryParameters are added to every request, for example max_source_resolution of Thanos.
   */
  queryParameters?: {
    [k: string]: string | null;
  };
  /**
   * TLSSkipVerify accepts any certificate.
   */
  tlsSkipVerify?: boolean;
  /**
   * TLSServerName is the name that the certificate must have; the URL's host when empty.
   */
  tlsServerName?: string;
  /**
   * TLSAuth presents the client certificate of the secrets prometheusTlsClientCert and prometheusTlsClientKey.
   */
  tlsAuth?: boolean;
  /**
   * TLSAuthWithCACert trusts the authority of the secret prometheusTlsCACert instead of the system's.
   */
  tlsAuthWithCACert?: boolean;
  /**
   * TimeoutSeconds bounds one request.
   */
  timeoutSeconds?: number;
  /**
   * MaxResponseMegabytes bounds one answer, in units of 2^20 bytes.
   */
  maxResponseMegabytes?: number;
}
/**
 * Postgres is the connection to a PostgreSQL database.
 */
export interface Postgres {
  /**
   * Host is a host name, an address or the absolute directory of a Unix socket; empty when there is no database.
   */
  host?: string;
  /**
   * Port is the TCP port.
   */
  port?: number;
  /**
   * Database is the database whose tables are read.
   */
  database?: string;
  /**
   * User is best a member of pg_monitor with no other right; the password is the secret postgresPassword.
   */
  user?: string;
  /**
   * SSLMode is as libpq's: "require" encrypts without checking whom it speaks to, "verify-full" checks.
   */
  sslMode?: 'disable' | 'require' | 'verify-ca' | 'verify-full';
  /**
   * StatementTimeoutSeconds bounds one statement, on the server.
   */
  statementTimeoutSeconds?: number;
  /**
   * ConnectTimeoutSeconds bounds connecting.
   */
  connectTimeoutSeconds?: number;
  /**
   * MaxConnections bounds the connections of this data source.
   */
  maxConnections?: number;
}
/**
 * Grafana is the Grafana whose annotations are read, with the secret grafanaToken.
 */
export interface Grafana {
  /**
   * URL is its address; that of the Grafana that the plugin runs in (its root_url) when left out.
   */
  url?: string;
  /**
   * TimeoutSeconds bounds one request.
   */
  timeoutSeconds?: number;
}
/**
 * Profile holds overrides of the shipped profile: maps merge by key and their entries field by field, null deletes an entry, tenantRows is replaced whole.
 */
export interface Profile {
  /**
   * TimeZone is the IANA zone that decides weeks and hours of the week where a query names none.
   */
  timeZone?: string;
  /**
   * Targets by KPI id.
   */
  targets?: {
    [k: string]: Target | null;
  };
  /**
   * Windows by subject: "health", "delivery", "traffic", "coverage".
   */
  windows?: {
    [k: string]: string | null;
  };
  verdicts?: Verdicts;
  errorBudget?: ErrorBudget;
  delivery?: Delivery;
  /**
   * Benchmarks are published figures to compare with, by KPI id.
   */
  benchmarks?: {
    [k: string]: Benchmark | null;
  };
  /**
   * Tables by name, "schema.name" or a pattern with *. A name is matched exactly before the longest pattern.
   */
  tables?: {
    [k: string]: Table | null;
  };
  /**
   * Tiers by name.
   */
  tiers?: {
    [k: string]: Tier | null;
  };
  /**
   * TenantRows are the anchors of the projection, in ascending order of tenants.
   *
   * @minItems 2
   * @maxItems 1000
   */
  tenantRows?: TenantRow[];
  /**
   * Curves by resource: "db_connections", "redis_memory_gb", "cpu_cores", "storage_gb".
   */
  curves?: {
    [k: string]: Curve | null;
  };
}
/**
 * Target is one KPI's goal in its base unit.
 */
export interface Target {
  /**
   * Name is the KPI's name for people.
   */
  name?: string;
  /**
   * Unit is the KPI's base unit; it is part of the KPI's definition and cannot be changed.
   */
  unit?: 'ratio' | 'seconds' | 'requests_per_minute' | 'deployments_per_week';
  /**
   * Comparison says on which side of the target the KPI must lie; it is part of the KPI's definition and cannot be changed.
   */
  comparison?: '>=' | '<';
  value?: number | null;
  /**
   * MinSamples is the smallest sample for a verdict: requests, probes, incidents, deployments or whole weeks.
   */
  minSamples?: number;
  /**
   * Source cites where the number comes from.
   */
  source?: string;
}
/**
 * Verdicts are the thresholds of evidence.
 */
export interface Verdicts {
  /**
   * MinCoverage is the smallest share of the window that must be observed.
   */
  minCoverage?: number;
  /**
   * MinHistory is the shortest history that supports a verdict.
   */
  minHistory?: string;
  /**
   * AtRiskShare is the share of the target from which an undecided ratio counts as at risk.
   */
  atRiskShare?: number;
  /**
   * Confidence is the two-sided level of the Wilson interval.
   */
  confidence?: number;
  /**
   * ProbeInterval is the grid g of probe-based availability.
   */
  probeInterval?: string;
  /**
   * FailedStatus is the anchored regular expression (RE2) of HTTP status codes that count as failed.
   */
  failedStatus?: string;
  /**
   * HealthCheckRoutes is the anchored regular expression (RE2) of routes that are not valid requests; empty when every route is one.
   */
  healthCheckRoutes?: string;
  /**
   * ProbeUp says whether "any" or "all" locations must see a target up.
   */
  probeUp?: 'any' | 'all';
}
/**
 * ErrorBudget is how error budgets are counted and when their burning alerts.
 */
export interface ErrorBudget {
  /**
   * Period is what a budget is counted over where a query names none.
   */
  period?: string;
  /**
   * BurnRates are the alerts on the burn rate, the fastest first; a list replaces the shipped one whole.
   *
   * @minItems 1
   * @maxItems 20
   */
  burnRates?: BurnRate[];
  /**
   * MinBadEvents is the smallest number of bad events in the long window that can alert.
   */
  minBadEvents?: number;
}
/**
 * BurnRate is an alert on the burn rate over two windows. Its factor follows from them: budget share × period ÷ long window.
 */
export interface BurnRate {
  /**
   * Severity is what the alert is labelled with, "page" or "ticket" for example.
   */
  severity: string;
  /**
   * BudgetShare is the share of a month's budget that alerts when it burns within the long window.
   */
  budgetShare: number;
  /**
   * LongWindow is what the burn rate is measured over, for a period of a month; it scales with other periods.
   */
  longWindow: string;
  /**
   * ShortWindow is the window in which the budget must still be burning, so that the alert ends soon after.
   */
  shortWindow: string;
}
/**
 * Delivery says what the operational KPIs count.
 */
export interface Delivery {
  /**
   * FailureSeverities are the severities of incidents that count as failures. An incident whose severity is not known counts as one, too.
   *
   * @minItems 1
   * @maxItems 100
   */
  failureSeverities?: string[];
  /**
   * ProductionEnvironments are the environments that count where a query names none.
   *
   * @minItems 1
   * @maxItems 100
   */
  productionEnvironments?: string[];
  outcomes?: Outcomes;
  /**
   * AttributionWindow is how long after a deployment an incident of the same service is put down to it, if the incident names none: 0s, which puts down none, to 30d.
   */
  attributionWindow?: string;
}
/**
 * Outcomes are the words for how a deployment ended.
 */
export interface Outcomes {
  /**
   * Success are the words for a deployment that went well.
   *
   * @minItems 1
   * @maxItems 100
   */
  success?: string[];
  /**
   * Failed are the words for one that did not.
   *
   * @maxItems 100
   */
  failed?: string[];
  /**
   * RolledBack are the words for one that was taken back.
   *
   * @maxItems 100
   */
  rolled_back?: string[];
}
/**
 * Benchmark is a published distribution of a KPI over other organisations.
 */
export interface Benchmark {
  /**
   * Report names the publication in a few words.
   */
  report?: string;
  /**
   * Published is the month of its publication, "2024-10".
   */
  published?: string;
  /**
   * Source cites it.
   */
  source?: string;
  /**
   * Levels are its levels, the best one first.
   *
   * @minItems 1
   * @maxItems 20
   */
  levels?: Level[];
}
/**
 * Level is one level of a benchmark.
 */
export interface Level {
  /**
   * Name is the publication's name of the level.
   */
  name: string;
  /**
   * Text is what the publication says of the level.
   */
  text: string;
  /**
   * From is the least value that belongs to the level, in the KPI's unit; none where it is left out.
   */
  from?: number;
  /**
   * Below is the value from which on it does not any more; none where it is left out.
   */
  below?: number;
}
/**
 * Table is the declaration of a table: its category, tier and expected range in operations per hour.
 */
export interface Table {
  /**
   * Category groups tables for people.
   */
  category?: string;
  /**
   * Tier is the name of a tier.
   */
  tier?: string;
  /**
   * Low is the least that is expected, in operations per hour.
   */
  low?: number;
  /**
   * High is the most that is expected, in operations per hour.
   */
  high?: number;
}
/**
 * Tier is a level of traffic: an undeclared table whose mean is at least From operations per hour belongs to the highest such tier.
 */
export interface Tier {
  /**
   * From is the mean from which an undeclared table belongs to the tier, in operations per hour.
   */
  from?: number;
}
/**
 * TenantRow is one anchor of the tenant projection.
 */
export interface TenantRow {
  /**
   * Tenants is the number of tenants of this row.
   */
  tenants: number;
  /**
   * EmailsPerDayLow is the least that so many tenants send.
   */
  emailsPerDayLow: number;
  /**
   * EmailsPerDayHigh is the most that so many tenants send.
   */
  emailsPerDayHigh: number;
  /**
   * ConcurrentUsersLow is the least number of users at the same time.
   */
  concurrentUsersLow: number;
  /**
   * ConcurrentUsersHigh is the greatest number of users at the same time.
   */
  concurrentUsersHigh: number;
}
/**
 * Curve maps a driver to a resource between two anchors at the first and the last tenant row.
 */
export interface Curve {
  /**
   * Shape is how the resource grows between the anchors.
   */
  shape?: 'linear' | 'logarithmic' | 'compound';
  /**
   * Driver is what the resource grows with.
   */
  driver?: 'tenants' | 'emails_per_day';
  /**
   * Low is the resource at the first tenant row.
   */
  low?: number;
  /**
   * High is the resource at the last tenant row.
   */
  high?: number;
  /**
   * Unit is the resource's unit; it is part of the resource's definition and cannot be changed.
   */
  unit?: 'connections' | 'gigabytes' | 'cores';
}
/**
 * Signal says what stands for a signal: at most one of metric, expr, sql, table and tags. With none of them discovery chooses, within the matchers and labels given.
 */
export interface Signal {
  /**
   * Metric is the name of a metric; a histogram's is the one without _bucket, _count or _sum. Incidents are read from ALERTS or GRAFANA_ALERTS, deployments from a metric whose name ends in _total, _timestamp_seconds or _info.
   */
  metric?: string;
  /**
   * Matchers keep series of the metric, each written as in PromQL: route!~"/internal/.*".
   *
   * @maxItems 20
   */
  matchers?: string[];
  /**
   * Expr is a PromQL instant vector: per-second rates for requests and request_duration, values for the rest. Of several numbers of tenants the largest counts.
   */
  expr?: string;
  /**
   * SQL is a read-only statement, with the bounds of the window as $1 and $2: one row for requests, request_duration or tenants, a row for each event for incidents or deployments.
   */
  sql?: string;
  /**
   * Table is the table or view of incidents or deployments: name or schema.name.
   */
  table?: string;
  /**
   * Tags are those that every annotation in Grafana has which is an incident or a deployment. Services, environments and the rest are told by tags such as service:checkout.
   *
   * @maxItems 10
   */
  tags?: string[];
  /**
   * Columns name the columns of the table or statement, for those that are called otherwise than id, started_at, resolved_at, severity, service, environment, caused_by_deployment_id and title of incidents, or id, deployed_at, outcome, service, environment and version of deployments.
   */
  columns?: {
    [k: string]: string;
  };
  /**
   * Since is the day or the time (UTC) since which incidents or deployments are complete; found out when left out.
   */
  since?: string;
  labels?: SignalLabels;
}
/**
 * Labels name the upstream labels, or the keys of tags, that tell services, environments and the rest apart.
 */
export interface SignalLabels {
  /**
   * Service is the label of the service's name.
   */
  service?: string;
  /**
   * Environment is the label of the environment ("production").
   */
  environment?: string;
  /**
   * Status is the label of the HTTP status code.
   */
  status?: string;
  /**
   * Route is the label of the HTTP route.
   */
  route?: string;
  /**
   * Instance is the label of the instance, host or probed target.
   */
  instance?: string;
  /**
   * Server is the label of the database server.
   */
  server?: string;
  /**
   * Database is the label of the database.
   */
  database?: string;
  /**
   * Schema is the label of the table's schema.
   */
  schema?: string;
  /**
   * Table is the label of the table.
   */
  table?: string;
  /**
   * Severity is the label of an incident's severity.
   */
  severity?: string;
  /**
   * Outcome is the label of how a deployment ended.
   */
  outcome?: string;
  /**
   * Version is the label of the version that was deployed.
   */
  version?: string;
}
/**
 * Secrets are the keys of secureJsonData beside the values of headers.
 */
export interface Secrets {
  /**
   * PrometheusPassword is the password of basic authentication.
   */
  prometheusPassword?: string;
  /**
   * PrometheusToken is a bearer token.
   */
  prometheusToken?: string;
  /**
   * PrometheusTLSCACert is the authority that signed the API's certificate, in PEM.
   */
  prometheusTlsCACert?: string;
  /**
   * PrometheusTLSClientCert is the client certificate, in PEM.
   */
  prometheusTlsClientCert?: string;
  /**
   * PrometheusTLSClientKey is the client certificate's key, in PEM and without a passphrase.
   */
  prometheusTlsClientKey?: string;
  /**
   * PostgresPassword is the database user's password.
   */
  postgresPassword?: string;
  /**
   * PostgresTLSCACert is the authority that signed the database server's certificate, in PEM.
   */
  postgresTlsCACert?: string;
  /**
   * PostgresTLSClientCert is the client certificate, in PEM.
   */
  postgresTlsClientCert?: string;
  /**
   * PostgresTLSClientKey is the client certificate's key, in PEM and without a passphrase.
   */
  postgresTlsClientKey?: string;
  /**
   * GrafanaToken is the token of a service account that may read annotations (role Viewer).
   */
  grafanaToken?: string;
  [k: string]: string | undefined;
}
