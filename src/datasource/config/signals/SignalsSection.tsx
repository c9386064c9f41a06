import { ConfigSection } from '@grafana/plugin-ui';
import { LoadingPlaceholder, Stack } from '@grafana/ui';

import type { Signal } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { isRecord, withPart } from '../settingsChange';
import { useResource } from '../useResource';
import { Unread } from '../Unread';
import { SignalCard } from './SignalCard';
import { SIGNALS, type SignalMapping } from './signalMapping';

/** What stands for each signal now and why, and what a person says instead. */
export function SignalsSection() {
  const { options, change, version } = useConfig();
  const { answer, error } = useResource<SignalMapping[]>(options.uid, 'signals', version);
  const stored: unknown = options.jsonData.signals;
  const overrides = isRecord(stored) ? (stored as Record<string, Signal | null>) : {};
  const mappings = new Map(answer?.map((mapping) => [mapping.signal, mapping]));

  const override = (signal: string, next: Signal | undefined) => {
    const { [signal]: _, ...rest } = overrides;
    change(withPart(options, 'signals', next === undefined ? rest : { ...rest, [signal]: next }));
  };

  return (
    <ConfigSection
      title="Signals"
      description="What Headroom measures, and which metric stands for it. Discovery knows the usual exporters and libraries; say it yourself where it does not find the right thing. Shown as of the last save."
    >
      <Stack direction="column" gap={1}>
        {error && <Unread what="What stands for the signals" error={error} />}
        {!error && !answer && <LoadingPlaceholder text="Looking for signals…" />}
        {[...new Set([...Object.keys(SIGNALS), ...Object.keys(overrides)])].map((signal) => (
          <SignalCard
            key={signal}
            signal={signal}
            mapping={mappings.get(signal)}
            override={overrides[signal]}
            onOverride={(next) => override(signal, next)}
          />
        ))}
      </Stack>
    </ConfigSection>
  );
}
