-- A year of a large organisation's incidents and deployments, with the indexes
-- that docs/data-source.md asks for.
DROP SCHEMA IF EXISTS bench CASCADE;
CREATE SCHEMA bench;
CREATE TABLE bench.deployments (id text, deployed_at timestamptz, service text, environment text, outcome text);
INSERT INTO bench.deployments
SELECT 'd' || n, now() - n * interval '31536 milliseconds', 'service-' || n % 200,
       CASE WHEN n % 4 = 0 THEN 'staging' ELSE 'production' END,
       CASE WHEN n % 61 = 0 THEN 'rolled_back' WHEN n % 47 = 0 THEN 'failed' ELSE 'success' END
FROM generate_series(1, 1000000) AS n;
CREATE TABLE bench.incidents
    (id text, started_at timestamptz, resolved_at timestamptz, severity text, service text, caused_by_deployment_id text);
INSERT INTO bench.incidents
SELECT 'i' || n, started, CASE WHEN n > 20 THEN started + (5 + n * 7919 % 240) * interval '1 minute' END,
       (ARRAY['critical', 'high', 'medium', 'low'])[1 + n % 4], 'service-' || n * 31 % 200,
       CASE WHEN n % 10 = 0 THEN 'd' || n * 10 END
FROM generate_series(1, 100000) AS n, LATERAL (SELECT now() - n * interval '315 seconds' AS started) AS times;
CREATE UNIQUE INDEX ON bench.incidents (id);
CREATE INDEX ON bench.incidents (started_at);
CREATE INDEX ON bench.incidents (resolved_at);
CREATE UNIQUE INDEX ON bench.deployments (id);
CREATE INDEX ON bench.deployments (deployed_at);
CREATE INDEX ON bench.deployments (service, deployed_at);
GRANT USAGE ON SCHEMA bench TO headroom;
GRANT SELECT ON ALL TABLES IN SCHEMA bench TO headroom;
ANALYZE bench.incidents, bench.deployments;
