import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Badge, Button, Icon, Stack, Text, useStyles2, type IconName } from '@grafana/ui';
import { useState } from 'react';

import type { Signal } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { SignalForm } from './SignalForm';
import { SIGNALS, type SignalMapping } from './signalMapping';

interface Props {
  signal: string;
  /** Missing while it is not known. */
  mapping?: SignalMapping;
  override?: Signal | null;
  /** `undefined` leaves the signal to discovery. */
  onOverride: (override: Signal | undefined) => void;
}

/** One signal: what stands for it, why, and the form to say otherwise. */
export function SignalCard({ signal, mapping, override, onOverride }: Props) {
  const styles = useStyles2(getStyles);
  const { problems } = useConfig();
  const [isOpen, setOpen] = useState(false);
  const definition = SIGNALS[signal];
  const name = definition?.name ?? signal;
  const problem = [...problems].find(([path]) => path.startsWith(`signals.${signal}`));

  return (
    <section className={styles.card} aria-label={name}>
      <Stack justifyContent="space-between" alignItems="flex-start" gap={2}>
        <div>
          <Stack alignItems="center" gap={1} wrap="wrap">
            <Text weight="medium">{name}</Text>
            <Status mapping={mapping} isOptional={definition?.optional === true} isOverridden={Boolean(override)} />
          </Stack>
          <Text color="secondary" variant="bodySmall" element="p">
            {definition?.meaning ?? 'This version does not know the signal'}
            {mapping?.neededBy?.length ? ` · needed by ${mapping.neededBy.join(', ')}` : ''}
          </Text>
          {mapping && <Mapped mapping={mapping} />}
          {problem && (
            <Text color="error" element="p">
              {problem[0]}: {problem[1]}
            </Text>
          )}
        </div>
        <Button
          variant="secondary"
          size="sm"
          aria-expanded={isOpen}
          aria-label={`Change the mapping of ${name}`}
          icon={isOpen ? 'angle-up' : 'angle-down'}
          onClick={() => setOpen(!isOpen)}
        >
          Change
        </Button>
      </Stack>
      {isOpen && (
        <div className={styles.form}>
          <SignalForm signal={signal} discovered={mapping?.labels} override={override ?? {}} onOverride={onOverride} />
        </div>
      )}
    </section>
  );
}

type Look = [icon: IconName, color: 'success' | 'warning' | 'secondary', text: string];

/** What stands for a signal, in a word and an icon. */
function lookOf({ source, convention }: SignalMapping, isOptional: boolean): Look {
  if (source) {
    return ['check-circle', 'success', [source, convention].filter(Boolean).join(' · ')];
  }
  return isOptional
    ? ['minus-circle', 'secondary', 'Nothing mapped, optional']
    : ['exclamation-triangle', 'warning', 'Nothing found'];
}

function Status({
  mapping,
  isOptional,
  isOverridden,
}: {
  mapping?: SignalMapping;
  isOptional: boolean;
  isOverridden: boolean;
}) {
  const [icon, color, text] = mapping ? lookOf(mapping, isOptional) : [];

  return (
    <>
      {icon && (
        <Text color={color}>
          <Icon name={icon} size="sm" /> {text}
        </Text>
      )}
      {isOverridden && <Badge color="blue" text="Changed here" />}
    </>
  );
}

function Mapped({ mapping }: { mapping: SignalMapping }) {
  const styles = useStyles2(getStyles);
  const { candidates = [] } = mapping;
  const upstream = mapping.selector ?? mapping.expr ?? mapping.sql ?? mapping.table ?? mapping.metric;

  return (
    <>
      {upstream && <code className={styles.upstream}>{upstream}</code>}
      <Text color="secondary" variant="bodySmall" element="p">
        {mapping.why}
      </Text>
      {candidates.length > 0 && (
        <details className={styles.details}>
          <summary>Metrics looked for: {candidates.length}</summary>
          <ul>
            {candidates.map(({ metric, convention, found, note }) => (
              <li key={`${metric} ${convention}`}>
                <code>{metric}</code> ({convention}): {found ? 'found' : 'not found'}
                {note && `, ${note}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  card: css({
    padding: theme.spacing(1.5),
    background: theme.colors.background.secondary,
    borderRadius: theme.shape.radius.default,
  }),
  form: css({ marginTop: theme.spacing(2) }),
  upstream: css({
    display: 'inline-block',
    margin: theme.spacing(0.5, 0),
    overflowWrap: 'anywhere',
    whiteSpace: 'normal',
  }),
  details: css({
    ...theme.typography.bodySmall,
    color: theme.colors.text.secondary,
    ul: { margin: theme.spacing(0.5, 0, 0, 2) },
  }),
});
