import { css } from '@emotion/css';
import type { GrafanaTheme2 } from '@grafana/data';
import { Button, IconButton, Input, Stack, Text, useStyles2 } from '@grafana/ui';

import type { BurnRate } from '../../../query/settings.gen';
import { useConfig } from '../ConfigContext';
import { isRecord } from '../settingsChange';
import { burnRateFactor } from './burnRateFactor';
import { overrideAt, withOverride } from './profileOverrides';

const KEYS = ['errorBudget', 'burnRates'];

type Column = keyof BurnRate;

/** What is typed of an alert, and what a provisioning file may hold in its place. */
type Typed = Partial<Record<Column, string | number>>;

const COLUMNS: Array<{ name: Column; title: string; width: number }> = [
  { name: 'severity', title: 'Severity', width: 16 },
  { name: 'budgetShare', title: 'Share of the budget', width: 16 },
  { name: 'longWindow', title: 'Long window', width: 12 },
  { name: 'shortWindow', title: 'Short window', width: 12 },
];

/** The burn-rate alerts: those that ship, or a list of one's own in their place. */
export function BurnRatesForm({ effective }: { effective: BurnRate[] }) {
  const styles = useStyles2(getStyles);
  const { options, change, readOnly, problems } = useConfig();
  const stored = overrideAt(options, ...KEYS);
  const own = Array.isArray(stored) ? stored.map((row): Typed => (isRecord(row) ? row : {})) : undefined;
  const rows = own ?? effective;
  const write = (list: Typed[] | undefined) => change(withOverride(options, KEYS, list));
  const wrong = [...problems].filter(([path]) => path.startsWith(`profile.${KEYS.join('.')}`));

  return (
    <div>
      <table className={styles.table}>
        <caption className={styles.caption}>
          Alerts on the burn rate: {own ? 'these take the place of those that ship' : 'as shipped'}. Shares from 0 to 1
          of a month’s budget, which burn within the long window.
        </caption>
        <thead>
          <tr>
            {COLUMNS.map(({ name, title }) => (
              <th key={name} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">Factor</th>
            {own && (
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={index}>
              {COLUMNS.map(({ name, title, width }) => (
                <td key={name}>
                  {own ? (
                    <Input
                      aria-label={`${title} of alert ${index + 1}`}
                      type={name === 'budgetShare' ? 'number' : 'text'}
                      step="any"
                      width={width}
                      disabled={readOnly}
                      value={row[name] ?? ''}
                      {...invalid(
                        wrong.some(([path]) => path.startsWith(`profile.errorBudget.burnRates[${index}].${name}`))
                      )}
                      onChange={({ currentTarget: { value } }) => write(changed(own, index, name, value))}
                    />
                  ) : (
                    row[name]
                  )}
                </td>
              ))}
              <td>{factorText(row)}</td>
              {own && (
                <td>
                  <IconButton
                    name="trash-alt"
                    aria-label={`Remove alert ${index + 1}`}
                    disabled={readOnly}
                    onClick={() => write(own.length > 1 ? own.filter((_, at) => at !== index) : undefined)}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      <div aria-live="polite">
        {wrong.map(([path, message]) => (
          <Text key={path} color="error" variant="bodySmall" element="p">
            {path}: {message}
          </Text>
        ))}
      </div>
      <Stack gap={1}>
        {own ? (
          <>
            <Button variant="secondary" size="sm" icon="plus" disabled={readOnly} onClick={() => write([...own, {}])}>
              Add an alert
            </Button>
            <Button variant="secondary" fill="text" size="sm" disabled={readOnly} onClick={() => write(undefined)}>
              Alerts as shipped
            </Button>
          </>
        ) : (
          <Button
            variant="secondary"
            size="sm"
            icon="pen"
            disabled={readOnly || effective.length === 0}
            onClick={() => write(effective.map((row) => ({ ...row })))}
          >
            Own alerts
          </Button>
        )}
      </Stack>
    </div>
  );
}

/** Grafana's field shows it, and tells screen readers nothing. */
const invalid = (isInvalid: boolean) => ({ invalid: isInvalid, 'aria-invalid': isInvalid });

/** The list with one value changed; an emptied one is missing, which the data source refuses by its name. */
function changed(list: Typed[], index: number, name: Column, typed: string): Typed[] {
  const value = name === 'budgetShare' ? Number(typed) : typed.trim();
  return list.map((row, at) => {
    const { [name]: _, ...others } = row;
    return at !== index ? row : typed.trim() === '' ? others : { ...others, [name]: value };
  });
}

function factorText({ budgetShare, longWindow }: Typed): string {
  const factor = burnRateFactor({ budgetShare: Number(budgetShare), longWindow: String(longWindow ?? '') });
  return factor === undefined ? '–' : String(Number(factor.toPrecision(4)));
}

const getStyles = (theme: GrafanaTheme2) => ({
  caption: css({ ...theme.typography.bodySmall, captionSide: 'top', color: theme.colors.text.secondary }),
  table: css({
    marginBottom: theme.spacing(1),
    'th, td': { padding: theme.spacing(0.5, 2, 0.5, 0), textAlign: 'left' },
    'thead th': { ...theme.typography.bodySmall, color: theme.colors.text.secondary },
  }),
});
