import { ConfigSection, ConfigSubSection } from '@grafana/plugin-ui';
import { Stack } from '@grafana/ui';

import { useConfig } from '../ConfigContext';
import { connectionOf, hasSettings } from '../settingsChange';
import { HeaderList } from './HeaderList';
import { ParameterList } from './ParameterList';
import { PrometheusAuthentication } from './PrometheusAuthentication';
import { SecretField } from './SecretField';
import { NumberSetting, SwitchSetting, TextSetting, useSetting } from './SettingField';

const TLS_SETTINGS = ['tlsServerName', 'tlsAuthWithCACert', 'tlsAuth', 'tlsSkipVerify'];
const REQUEST_SETTINGS = ['customHeaders', 'queryParameters', 'timeoutSeconds', 'maxResponseMegabytes'];

/** The connection to a Prometheus-compatible API. */
export function PrometheusSection() {
  const { options } = useConfig();
  const settings = connectionOf(options.jsonData, 'prometheus');

  return (
    <ConfigSection
      title="Prometheus"
      description="Prometheus, or what speaks its API: Mimir, Thanos, VictoriaMetrics. Health KPIs and the history of table traffic come from it. Leave the URL empty when there is none."
    >
      <Stack direction="column" gap={3}>
        <TextSetting
          connection="prometheus"
          name="url"
          label="URL"
          description="The base address, to which /api/v1 is added"
          placeholder="https://prometheus.example.com:9090"
        />
        <PrometheusAuthentication />
        <PrometheusTls />
        <ConfigSubSection
          title="Requests"
          description="Headers and parameters that go with every request, and what bounds it"
          isCollapsible
          isInitiallyOpen={hasSettings(settings, REQUEST_SETTINGS)}
        >
          <Stack direction="column" gap={2}>
            <HeaderList />
            <ParameterList />
            <NumberSetting
              connection="prometheus"
              name="timeoutSeconds"
              label="Timeout"
              description="Seconds for one request"
            />
            <NumberSetting
              connection="prometheus"
              name="maxResponseMegabytes"
              label="Longest answer"
              description="MiB; a longer answer is refused"
            />
          </Stack>
        </ConfigSubSection>
      </Stack>
    </ConfigSection>
  );
}

function PrometheusTls() {
  const { options } = useConfig();
  const { value: hasAuthority } = useSetting('prometheus', 'tlsAuthWithCACert');
  const { value: hasClient } = useSetting('prometheus', 'tlsAuth');

  return (
    <ConfigSubSection
      title="TLS"
      description="How the server is recognised, and how it recognises Grafana"
      isCollapsible
      isInitiallyOpen={hasSettings(connectionOf(options.jsonData, 'prometheus'), TLS_SETTINGS)}
    >
      <Stack direction="column" gap={2}>
        <TextSetting
          connection="prometheus"
          name="tlsServerName"
          label="Server name"
          description="The name that the certificate must have; the URL’s host when empty"
        />
        <SwitchSetting
          connection="prometheus"
          name="tlsAuthWithCACert"
          label="Own certificate authority"
          description="Trust this authority instead of the system’s"
        />
        {hasAuthority === true && (
          <SecretField name="prometheusTlsCACert" label="CA certificate" placeholder={CERTIFICATE} multiline required />
        )}
        <SwitchSetting
          connection="prometheus"
          name="tlsAuth"
          label="Client certificate"
          description="Present a certificate to the server"
        />
        {hasClient === true && (
          <>
            <SecretField
              name="prometheusTlsClientCert"
              label="Client certificate (PEM)"
              placeholder={CERTIFICATE}
              multiline
              required
            />
            <SecretField name="prometheusTlsClientKey" label="Client key (PEM)" placeholder={KEY} multiline required />
          </>
        )}
        <SwitchSetting
          connection="prometheus"
          name="tlsSkipVerify"
          label="Skip verification"
          description="Accept any certificate: whoever is on the way can then read and change what is sent"
        />
      </Stack>
    </ConfigSubSection>
  );
}

/** How PEM texts begin. */
export const CERTIFICATE = '-----BEGIN CERTIFICATE-----';
export const KEY = '-----BEGIN PRIVATE KEY-----';
