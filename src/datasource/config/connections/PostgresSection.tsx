import { ConfigSection, ConfigSubSection } from '@grafana/plugin-ui';
import { Combobox, Field, Stack } from '@grafana/ui';

import type { Postgres } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { connectionOf, hasSettings } from '../settingsChange';
import { CERTIFICATE, KEY } from './PrometheusSection';
import { SecretField } from './SecretField';
import { NumberSetting, TextSetting, useSetting } from './SettingField';

type SslMode = NonNullable<Postgres['sslMode']>;

const SSL_MODES: Record<SslMode, string> = {
  disable: 'No encryption',
  require: 'Encrypted, without checking whom it speaks to',
  'verify-ca': 'Encrypted, with a certificate of a trusted authority',
  'verify-full': 'Encrypted, with a certificate for this very host',
};

const DEFAULT_SSL_MODE: SslMode = 'require';

const LIMIT_SETTINGS = ['statementTimeoutSeconds', 'connectTimeoutSeconds', 'maxConnections'];

/** The connection to a PostgreSQL database. */
export function PostgresSection() {
  const { options } = useConfig();

  return (
    <ConfigSection
      title="PostgreSQL"
      description="The database whose tables are watched. Their traffic right now comes from it, in read-only transactions. Leave the host empty when there is none."
    >
      <Stack direction="column" gap={3}>
        <Stack direction="column" gap={2}>
          <TextSetting
            connection="postgres"
            name="host"
            label="Host"
            description="A name, an address, or the directory of a Unix socket"
            placeholder="db.example.com"
          />
          <NumberSetting connection="postgres" name="port" label="Port" />
          <TextSetting connection="postgres" name="database" label="Database" placeholder="app" />
          <TextSetting
            connection="postgres"
            name="user"
            label="User"
            description="Best a member of pg_monitor with no other right"
            placeholder="headroom"
          />
          <SecretField name="postgresPassword" label="Password" />
        </Stack>
        <PostgresTls />
        <ConfigSubSection
          title="Limits"
          description="What bounds a statement and the load on the database"
          isCollapsible
          isInitiallyOpen={hasSettings(connectionOf(options.jsonData, 'postgres'), LIMIT_SETTINGS)}
        >
          <Stack direction="column" gap={2}>
            <NumberSetting
              connection="postgres"
              name="statementTimeoutSeconds"
              label="Statement timeout"
              description="Seconds; the server ends what takes longer"
            />
            <NumberSetting
              connection="postgres"
              name="connectTimeoutSeconds"
              label="Connect timeout"
              description="Seconds"
            />
            <NumberSetting
              connection="postgres"
              name="maxConnections"
              label="Connections"
              description="The most that this data source opens"
            />
          </Stack>
        </ConfigSubSection>
      </Stack>
    </ConfigSection>
  );
}

function PostgresTls() {
  const { id, value, set, problem, readOnly } = useSetting('postgres', 'sslMode');
  const mode = typeof value === 'string' ? value : DEFAULT_SSL_MODE;

  return (
    <ConfigSubSection title="TLS">
      <Stack direction="column" gap={2}>
        <Field
          label="TLS mode"
          description="As PostgreSQL’s own clients name it (sslmode)"
          invalid={Boolean(problem)}
          error={problem}
          noMargin
        >
          <Combobox
            id={id}
            width={60}
            options={Object.entries(SSL_MODES).map(([name, description]) => ({ value: name, description }))}
            value={mode}
            disabled={readOnly}
            onChange={(option) => set(option.value)}
          />
        </Field>
        {mode.startsWith('verify-') && (
          <SecretField
            name="postgresTlsCACert"
            label="CA certificate"
            description="The authority to trust; the system’s when empty"
            placeholder={CERTIFICATE}
            multiline
          />
        )}
        {mode !== 'disable' && (
          <ConfigSubSection
            title="Client certificate"
            description="Where the server asks for one"
            isCollapsible
            isInitiallyOpen={false}
          >
            <Stack direction="column" gap={2}>
              <SecretField name="postgresTlsClientCert" label="Certificate" placeholder={CERTIFICATE} multiline />
              <SecretField name="postgresTlsClientKey" label="Key" placeholder={KEY} multiline />
            </Stack>
          </ConfigSubSection>
        )}
      </Stack>
    </ConfigSubSection>
  );
}
