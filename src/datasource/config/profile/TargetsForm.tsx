import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, Input, Text, useStyles2 } from '@grafana/ui';

import type { Profile, Target } from '../../../query/settings.gen';
import { KPI_NAMES } from '../../query/queryFields';
import { useConfig } from '../ConfigContext';
import { isRecord } from '../settingsChange';
import { overrideAt, withOverride } from './profileOverrides';
import { formatTarget, KPI_UNITS } from './targetText';

/** The target of each KPI: what is in effect, and what to hold the KPI to instead. */
export function TargetsForm({ effective }: { effective?: Profile }) {
  const styles = useStyles2(getStyles);

  return (
    <table className={styles.table}>
      <thead>
        <tr>
          <th scope="col">KPI</th>
          <th scope="col">In effect</th>
          <th scope="col">Own target</th>
          <th scope="col">Smallest sample</th>
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {(Object.keys(KPI_NAMES) as KPI[]).map((kpi) => (
          <TargetRow key={kpi} kpi={kpi} effective={effective?.targets?.[kpi]} isKnown={Boolean(effective)} />
        ))}
      </tbody>
    </table>
  );
}

type KPI = keyof typeof KPI_NAMES;

interface RowProps {
  kpi: KPI;
  effective?: Target | null;
  /** Whether the profile in effect has been read. */
  isKnown: boolean;
}

function TargetRow({ kpi, effective, isKnown }: RowProps) {
  const name = KPI_NAMES[kpi];
  const { options, change, readOnly, problems } = useConfig();
  const override = overrideAt(options, 'targets', kpi);
  const isOff = override === null || (isRecord(override) && override.value === null);
  const wrong = wrongWith(kpi, override) ?? problemBelow(problems, `profile.targets.${kpi}`);

  const number = (key: 'value' | 'minSamples', label: string, placeholder: string) => {
    const stored = overrideAt(options, 'targets', kpi, key);
    return (
      <Input
        aria-label={`${label} of ${name}`}
        type="number"
        step="any"
        width={18}
        disabled={readOnly}
        value={typeof stored === 'number' ? stored : ''}
        placeholder={placeholder}
        invalid={key === 'value' && Boolean(wrong)}
        onChange={({ currentTarget }) =>
          change(
            withOverride(
              options,
              ['targets', kpi, key],
              currentTarget.value === '' ? undefined : Number(currentTarget.value)
            )
          )
        }
      />
    );
  };

  return (
    <tr>
      <th scope="row">
        <Text weight="regular">{name}</Text>
      </th>
      <td>{isKnown ? formatTarget(effective) : '…'}</td>
      <td>
        {number('value', 'Own target', isOff ? 'No target' : String(effective?.value ?? ''))}
        {wrong && (
          <Text color="error" variant="bodySmall" element="p">
            {wrong}
          </Text>
        )}
      </td>
      <td>{number('minSamples', 'Smallest sample', effective ? String(effective.minSamples ?? 0) : '')}</td>
      <td>
        <Button
          variant="secondary"
          fill="text"
          size="sm"
          disabled={readOnly}
          aria-label={override === undefined ? `No target for ${name}` : `Shipped target for ${name}`}
          onClick={() =>
            change(
              override === undefined
                ? withOverride(options, ['targets', kpi, 'value'], null)
                : withOverride(options, ['targets', kpi], undefined)
            )
          }
        >
          {override === undefined ? 'No target' : 'As shipped'}
        </Button>
      </td>
    </tr>
  );
}

/** A percentage typed as a ratio is the likeliest mistake. */
function wrongWith(kpi: KPI, override: unknown): string | undefined {
  const value = isRecord(override) ? override.value : undefined;
  const isRatio = KPI_UNITS[kpi] === 'ratio';
  return isRatio && typeof value === 'number' && (value <= 0 || value >= 1)
    ? `${value} is outside (0, 1): write 99.9 % as 0.999`
    : undefined;
}

function problemBelow(problems: ReadonlyMap<string, string>, path: string): string | undefined {
  const [found] = [...problems].filter(([at]) => at.startsWith(path));
  return found && `${found[0]}: ${found[1]}`;
}

const getStyles = (theme: GrafanaTheme2) => ({
  table: css({
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left', verticalAlign: 'top' },
    'thead th': { ...theme.typography.bodySmall, color: theme.colors.text.secondary },
    'tbody th, td:nth-of-type(1)': { paddingTop: theme.spacing(1), whiteSpace: 'nowrap' },
  }),
});
