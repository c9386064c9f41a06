-- The demo's database: the fourteen high-traffic tables, daily capacity
-- history, deployments and incidents, and the least-privileged role that
-- Headroom connects with.
-- Keys of busy tables are consecutive, so that the writer can address any row.

CREATE EXTENSION IF NOT EXISTS pg_stat_statements;

CREATE TABLE tenants (
    id         integer PRIMARY KEY,
    name       text NOT NULL,
    plan       text NOT NULL,
    created_at timestamptz NOT NULL
);
CREATE INDEX tenants_created_at_idx ON tenants (created_at);

CREATE TABLE tenant_daily (
    day                   date PRIMARY KEY,
    tenants               integer NOT NULL,
    emails_sent           bigint NOT NULL,
    peak_concurrent_users bigint NOT NULL
);

CREATE TABLE resource_daily (
    day                date PRIMARY KEY,
    db_connections     integer NOT NULL,
    redis_memory_bytes bigint NOT NULL,
    cpu_cores          double precision NOT NULL,
    storage_bytes      bigint NOT NULL
);
COMMENT ON TABLE tenant_daily IS 'End-of-day tenants, the day''s emails, the day''s peak of concurrent users.';
COMMENT ON TABLE resource_daily IS 'Peaks of the day: connections, Redis memory, busy processor cores, stored bytes.';

CREATE TABLE deployments (
    id          text PRIMARY KEY,
    deployed_at timestamptz NOT NULL,
    service     text NOT NULL,
    environment text NOT NULL,
    outcome     text NOT NULL,
    version     text NOT NULL
);
CREATE INDEX deployments_deployed_at_idx ON deployments (deployed_at);
CREATE INDEX deployments_service_deployed_at_idx ON deployments (service, deployed_at);

CREATE TABLE incidents (
    id                      text PRIMARY KEY,
    started_at              timestamptz NOT NULL,
    resolved_at             timestamptz,
    severity                text NOT NULL,
    service                 text NOT NULL,
    environment             text NOT NULL DEFAULT 'production',
    title                   text NOT NULL,
    caused_by_deployment_id text REFERENCES deployments
);
CREATE INDEX incidents_started_at_idx ON incidents (started_at);
CREATE INDEX incidents_resolved_at_idx ON incidents (resolved_at);

CREATE TABLE email_messages (
    id          bigint PRIMARY KEY,
    tenant_id   integer NOT NULL,
    campaign_id bigint,
    recipient   text NOT NULL,
    subject     text NOT NULL,
    status      text NOT NULL DEFAULT 'queued',
    sent_at     timestamptz,
    updated_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
CREATE INDEX email_messages_tenant_idx ON email_messages (tenant_id, id);

CREATE TABLE content_inbox_message_refs (
    id         bigint PRIMARY KEY,
    tenant_id  integer NOT NULL,
    inbox_id   bigint NOT NULL,
    content_id bigint NOT NULL,
    flags      integer NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
CREATE INDEX content_inbox_message_refs_inbox_idx ON content_inbox_message_refs (inbox_id, id);

CREATE TABLE inbox_message_refs (
    id         bigint PRIMARY KEY,
    tenant_id  integer NOT NULL,
    inbox_id   bigint NOT NULL,
    message_id bigint NOT NULL,
    read_at    timestamptz,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 80);
CREATE INDEX inbox_message_refs_inbox_idx ON inbox_message_refs (inbox_id, id);

CREATE TABLE content_objects (
    id          bigint PRIMARY KEY,
    tenant_id   integer NOT NULL,
    kind        text NOT NULL,
    bytes       integer NOT NULL,
    storage_key text NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 90);
CREATE INDEX content_objects_tenant_idx ON content_objects (tenant_id, id);

CREATE TABLE email_opens (
    id         bigint PRIMARY KEY,
    message_id bigint NOT NULL,
    tenant_id  integer NOT NULL,
    user_agent text NOT NULL,
    opened_at  timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX email_opens_message_idx ON email_opens (message_id);

CREATE TABLE email_clicks (
    id         bigint PRIMARY KEY,
    message_id bigint NOT NULL,
    tenant_id  integer NOT NULL,
    url        text NOT NULL,
    clicked_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX email_clicks_message_idx ON email_clicks (message_id);

CREATE TABLE campaign_sequence_steps (
    id          bigint PRIMARY KEY,
    campaign_id bigint NOT NULL,
    position    integer NOT NULL,
    delay       interval NOT NULL,
    sent_count  bigint NOT NULL DEFAULT 0,
    updated_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX campaign_sequence_steps_campaign_idx ON campaign_sequence_steps (campaign_id, position);

CREATE TABLE campaigns (
    id         bigint PRIMARY KEY,
    tenant_id  integer NOT NULL,
    name       text NOT NULL,
    status     text NOT NULL,
    sent_count bigint NOT NULL DEFAULT 0,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX campaigns_tenant_idx ON campaigns (tenant_id, id);

CREATE TABLE attachments (
    id           bigint PRIMARY KEY,
    content_id   bigint NOT NULL,
    filename     text NOT NULL,
    content_type text NOT NULL,
    bytes        bigint NOT NULL,
    updated_at   timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 90);
CREATE INDEX attachments_content_idx ON attachments (content_id);

CREATE TABLE jobs (
    id         bigint PRIMARY KEY,
    queue      text NOT NULL,
    state      text NOT NULL DEFAULT 'available',
    attempts   integer NOT NULL DEFAULT 0,
    payload    text NOT NULL,
    run_at     timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX jobs_queue_idx ON jobs (queue, run_at);

CREATE TABLE job_logs (
    id         bigint PRIMARY KEY,
    job_id     bigint NOT NULL,
    level      text NOT NULL,
    line       text NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX job_logs_job_idx ON job_logs (job_id);

CREATE TABLE daily_analytics (
    id         bigint PRIMARY KEY,
    tenant_id  integer NOT NULL,
    day        date NOT NULL,
    sent       bigint NOT NULL,
    opened     bigint NOT NULL,
    clicked    bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX daily_analytics_tenant_day_idx ON daily_analytics (tenant_id, day);

CREATE TABLE campaign_analytics (
    id          bigint PRIMARY KEY,
    campaign_id bigint NOT NULL,
    sent        bigint NOT NULL,
    opened      bigint NOT NULL,
    clicked     bigint NOT NULL,
    updated_at  timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX campaign_analytics_campaign_idx ON campaign_analytics (campaign_id);

CREATE TABLE billing_analytics (
    id           bigint PRIMARY KEY,
    tenant_id    integer NOT NULL,
    month        date NOT NULL,
    emails_sent  bigint NOT NULL,
    amount_cents bigint NOT NULL,
    updated_at   timestamptz NOT NULL DEFAULT now()
) WITH (fillfactor = 70);
CREATE INDEX billing_analytics_tenant_month_idx ON billing_analytics (tenant_id, month);

-- Headroom reads statistics and these histories, nothing else, and cannot
-- write even where a privilege would slip in.
CREATE ROLE headroom LOGIN PASSWORD 'headroom' CONNECTION LIMIT 40;
ALTER ROLE headroom SET default_transaction_read_only = on;
GRANT pg_monitor TO headroom;
GRANT CONNECT ON DATABASE app TO headroom;
GRANT USAGE ON SCHEMA public TO headroom;
GRANT SELECT ON tenants, tenant_daily, resource_daily, deployments, incidents TO headroom;
