import { css } from '@emotion/css';
import type { DataFrame, GrafanaTheme2, TimeRange } from '@grafana/data';
import { locationService } from '@grafana/runtime';
import { Alert, Button, LinkButton, LoadingPlaceholder, RadioButtonGroup, useStyles2 } from '@grafana/ui';
import { useMemo } from 'react';
import { useLocation } from 'react-router';

import { canonical } from '../../../alerts/canonical';
import type { RuleKind } from '../../../alerts/kinds/RuleKind';
import type { RuleParameters } from '../../../alerts/parameters';
import { firingOf, pastFirings } from '../../../alerts/pastFirings';
import { trendSeries } from '../../../alerts/trendSeries';
import { exploreUrl } from '../../../panels/shared/exploreUrl';
import { FiringsTable } from './FiringsTable';
import { chosenHistory, HISTORIES, historyText, pageHistory } from './pageHistory';
import { PreviewChart } from './PreviewChart';
import { previewFrames } from './previewFrames';
import { hasValues, historyWords, previewWords } from './previewWords';
import { trendQuery, useTrend } from './useTrend';

interface Props {
  kind: RuleKind;
  /** Undefined while the form has none that could be. */
  parameters?: RuleParameters;
  dataSourceUid: string;
  /** How often the rule is evaluated. */
  intervalSeconds: number;
}

/** When a rule would have fired, had it been there over a history that people choose. */
export function RulePreview({ kind, ...props }: Props) {
  const styles = useStyles2(getStyles);
  const address = new URLSearchParams(useLocation().search);
  const [start, end] = [address.get('from'), address.get('to')];
  // A relative range ends when it is chosen, so that nothing is asked anew while a person types.
  const range = useMemo(() => pageHistory(start, end), [start, end]);
  const chosen = chosenHistory(range);
  const options = chosen ? HISTORIES : [...HISTORIES, { value: '', label: historyText(range) }];

  return (
    <section className={styles.preview} aria-label="On the past">
      <header className={styles.header}>
        <h3 className={styles.title}>On the past</h3>
        {kind.trend && (
          <RadioButtonGroup
            size="sm"
            aria-label="History"
            options={options}
            value={chosen ?? ''}
            onChange={(from) => from && locationService.partial({ from, to: 'now' })}
          />
        )}
      </header>
      {kind.trend ? (
        <Trend {...props} kind={kind} trend={kind.trend} range={range} />
      ) : (
        <p>There is no preview of this rule. {kind.noTrend}</p>
      )}
    </section>
  );
}

interface TrendProps extends Props {
  trend: NonNullable<RuleKind['trend']>;
  range: TimeRange;
}

function Trend({ kind, trend, parameters, range, dataSourceUid, intervalSeconds }: TrendProps) {
  const styles = useStyles2(getStyles);
  const seconds = (range.to.valueOf() - range.from.valueOf()) / 1000;
  const query = parameters && canonical(trend(parameters, seconds));
  const { frames, isLoading, error, askAgain } = useTrend(dataSourceUid, query, range);

  if (error) {
    return (
      <Alert severity="error" title="The past could not be read">
        <p>{error}</p>
        <Button variant="secondary" size="sm" onClick={askAgain}>
          Try again
        </Button>
      </Alert>
    );
  }
  if (!frames) {
    return query === undefined ? (
      <p>Complete the rule, and its past is shown here.</p>
    ) : (
      <LoadingPlaceholder text="Reading the past …" />
    );
  }
  return (
    <>
      <Answer {...{ kind, parameters, frames, isLoading, range, intervalSeconds }} />
      {query !== undefined && (
        <LinkButton
          className={styles.explore}
          variant="secondary"
          size="sm"
          icon="compass"
          href={exploreUrl(trendQuery(dataSourceUid, query), range)}
        >
          Explore
        </LinkButton>
      )}
    </>
  );
}

interface AnswerProps extends Omit<Props, 'dataSourceUid'> {
  frames: DataFrame[];
  isLoading: boolean;
  range: TimeRange;
}

/** The answer is kept while a bound is typed: what would have fired is computed here. */
function Answer({ kind, parameters, frames, isLoading, range, intervalSeconds }: AnswerProps) {
  const styles = useStyles2(getStyles);
  const series = useMemo(() => trendSeries(frames), [frames]);
  const rule = useMemo(
    () => (parameters ? firingOf(kind, parameters, intervalSeconds) : undefined),
    [kind, parameters, intervalSeconds]
  );
  const past = useMemo(() => rule && pastFirings(series, rule, range.to.valueOf()), [series, rule, range]);
  const drawn = useMemo(() => previewFrames(frames, past?.spans ?? [], rule?.evaluator), [frames, past, rule]);
  const notices = [...new Set(frames.flatMap(({ meta }) => meta?.notices ?? []).map(({ text }) => text))];
  const isKnown = hasValues(series);
  const firesWithoutValues = series.length > 0 && rule && !rule.evaluator;

  return (
    <>
      <p className={styles.words} aria-live="polite">
        {isKnown || firesWithoutValues ? (
          <>
            {past && rule ? previewWords(past, rule.forSeconds) : 'Complete the rule to see when it would have fired.'}{' '}
            <span className={styles.small}>{historyWords(series, range.from.valueOf())}</span>
          </>
        ) : (
          'Nothing to show: there is no value in this history. Choose a longer one, or look at Sources for what is missing.'
        )}
      </p>
      {notices.map((text) => (
        <p key={text} className={styles.small}>
          {text}
        </p>
      ))}
      {isKnown && <PreviewChart title={kind.measure} frames={drawn} range={range} isLoading={isLoading} />}
      {past && past.firings.length > 0 && <FiringsTable firings={past.firings} />}
    </>
  );
}

const getStyles = (theme: GrafanaTheme2) => ({
  preview: css({ display: 'flex', flexDirection: 'column', gap: theme.spacing(1), minWidth: 0 }),
  header: css({ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: theme.spacing(1) }),
  title: css({ ...theme.typography.h5, flexGrow: 1, margin: 0 }),
  words: css({ margin: 0 }),
  explore: css({ alignSelf: 'flex-start' }),
  small: css({ ...theme.typography.bodySmall, color: theme.colors.text.secondary, margin: 0 }),
});
