import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { ConfigSection } from '@grafana/plugin-ui';
import { Icon, Stack, Text, useStyles2, type IconName } from '@grafana/ui';

import { linesOf, type Health, type HealthPart } from '../health/health';

type Look = [icon: IconName, color: 'success' | 'warning' | 'error' | 'secondary', word: string];

const LOOKS: Record<HealthPart['status'], Look> = {
  ok: ['check-circle', 'success', 'Working'],
  warning: ['exclamation-triangle', 'warning', 'Incomplete'],
  error: ['times-circle', 'error', 'Not working'],
  absent: ['minus-circle', 'secondary', 'Not connected'],
};

/** Every part of the last test of these settings, each with what is missing and what to do. */
export function HealthParts({ health }: { health: Health }) {
  return (
    <ConfigSection title="Last test" description={health.title}>
      <Stack direction="column" gap={1.5}>
        {health.parts.map((part) => (
          <Part key={part.name} {...part} />
        ))}
      </Stack>
    </ConfigSection>
  );
}

function Part(part: HealthPart) {
  const styles = useStyles2(getStyles);
  const { name, status } = part;
  const [icon, color, word] = LOOKS[status];
  const lines = linesOf(part);

  return (
    <section aria-label={name}>
      <Stack alignItems="center" gap={1} wrap="wrap">
        <Text color={color}>
          <Icon name={icon} /> {word}
        </Text>
        <Text weight="medium">{name}</Text>
        {lines.length === 1 && <Text>{lines.join()}</Text>}
      </Stack>
      {lines.length > 1 && (
        <ul className={styles.lines}>
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  lines: css({ margin: theme.spacing(0.5, 0, 0, 4) }),
});
