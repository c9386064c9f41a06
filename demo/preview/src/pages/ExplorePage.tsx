import {
  CoreApp,
  type DataFrame,
  type DataQuery,
  type DataSourceApi,
  DataSourcePluginContextProvider,
  FieldColorModeId,
  LoadingState,
  type PanelData,
  applyFieldOverrides,
  preProcessPanelData,
} from '@grafana/data';
import { config, locationService, PluginPage } from '@grafana/runtime';
import { Alert, Button, Field, Input, LoadingPlaceholder, Table } from '@grafana/ui';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { useLocation } from 'react-router-dom-v5-compat';
import { map } from 'rxjs';

import { runRequest } from '../services/runRequest';
import { drawable, TimeSeriesChart } from '../standins/timeseries';
import { type ExplorePane, readPane, toTimeRange, writePane } from './exploreState';
import { useDataSource } from './useDataSource';

/** Points to ask for: about one a pixel of the chart. */
const MAX_DATA_POINTS = 1000;

/** The query editor with its answer as a chart and tables: enough to check editors and links to Explore. */
export function ExplorePage() {
  const { search } = useLocation();
  const shown = useMemo(() => readPane(search), [search]);
  const { datasource, settings, error } = useDataSource(shown.datasource);
  if (error) {
    return <Alert title={error.message} />;
  }
  if (!datasource || !settings) {
    return <LoadingPlaceholder text="Loading the data source" />;
  }
  return (
    <PluginPage pageNav={{ text: 'Explore', subTitle: 'One pane of queries; Grafana’s own Explore has much more.' }}>
      <DataSourcePluginContextProvider instanceSettings={settings}>
        <Pane key={`${settings.uid}${search}`} datasource={datasource} shown={shown} />
      </DataSourcePluginContextProvider>
    </PluginPage>
  );
}

function Pane({ datasource, shown }: { datasource: DataSourceApi; shown: ExplorePane }) {
  const [pane, setPane] = useState(shown);
  const [revision, setRevision] = useState(0);
  const data = usePaneData(datasource, shown, revision);
  // Running a changed pane is a change of the address, which mounts the pane anew; an unchanged one is asked again.
  const run = () =>
    pane === shown
      ? setRevision(revision + 1)
      : locationService.push(`/explore?${writePane({ ...pane, datasource: datasource.uid })}`);
  const setQuery = (changed: DataQuery) =>
    setPane({ ...pane, queries: pane.queries.map((query) => (query.refId === changed.refId ? changed : query)) });
  const QueryEditor = datasource.components?.QueryEditor;
  return (
    <>
      <div style={{ display: 'flex', gap: 8, alignItems: 'end' }}>
        {(['from', 'to'] as const).map((bound) => (
          <Field key={bound} label={bound === 'from' ? 'From' : 'To'} noMargin>
            <Input
              id={`explore-${bound}`}
              width={24}
              value={pane.range[bound]}
              onChange={({ currentTarget: { value } }) =>
                setPane({ ...pane, range: { ...pane.range, [bound]: value } })
              }
            />
          </Field>
        ))}
        <Button onClick={run}>Run query</Button>
      </div>
      {pane.queries.map((query) => (
        <section key={query.refId} aria-label={`Query ${query.refId}`} style={{ padding: '16px 0' }}>
          {QueryEditor ? (
            <QueryEditor
              app={CoreApp.Explore}
              datasource={datasource}
              query={query}
              queries={pane.queries}
              onChange={setQuery}
              onRunQuery={run}
              range={data?.timeRange}
              data={data}
            />
          ) : (
            'The data source has no query editor.'
          )}
        </section>
      ))}
      {data && <Answer data={data} />}
    </>
  );
}

function usePaneData(datasource: DataSourceApi, shown: ExplorePane, revision: number): PanelData | undefined {
  const [data, setData] = useState<PanelData>();
  useEffect(() => {
    const { queries, range } = shown;
    const timeRange = toTimeRange(range);
    const targets = queries.map((query) => ({ ...query, datasource: datasource.getRef() }));
    const intervalMs = Math.max(1000, timeRange.to.diff(timeRange.from) / MAX_DATA_POINTS);
    const running = runRequest(datasource, {
      app: CoreApp.Explore,
      requestId: 'explore',
      timezone: 'browser',
      targets: targets.filter((query) => !datasource.filterQuery || datasource.filterQuery(query)),
      range: timeRange,
      rangeRaw: timeRange.raw,
      interval: `${Math.round(intervalMs / 1000)}s`,
      intervalMs,
      maxDataPoints: MAX_DATA_POINTS,
      scopedVars: {},
      startTime: Date.now(),
    })
      .pipe(map((answer) => preProcessPanelData(answer)))
      .subscribe(setData);
    return () => running.unsubscribe();
  }, [datasource, shown, revision]);
  return data;
}

function Answer({ data }: { data: PanelData }) {
  const [measured, width] = useWidth();
  if (data.state === LoadingState.Loading) {
    return <LoadingPlaceholder text="Running" />;
  }
  const frames = displayed(data.series);
  const series = drawable(frames);
  return (
    <section aria-label="Answer" ref={measured}>
      {data.errors?.map(({ refId, message }) => (
        <Alert key={refId} title={`${refId ?? ''} ${message ?? 'failed'}`} />
      ))}
      {data.error && !data.errors && <Alert title={data.error.message ?? 'The query failed'} />}
      {data.state === LoadingState.Done && frames.every(({ length }) => length === 0) && <p>No data</p>}
      {series.length > 0 && (
        <TimeSeriesChart frames={series} timeRange={data.timeRange} timeZone="browser" width={width} height={260} />
      )}
      {frames.map((frame, index) => (
        <div key={index}>
          <h4>
            {frame.refId} {frame.name} ({frame.length} rows)
          </h4>
          {frame.meta?.notices?.map(({ severity, text }) => (
            <Alert key={text} severity={severity} title={text} />
          ))}
          {frame.length > 0 && <Table data={frame} width={width} height={Math.min(400, 40 + 36 * frame.length)} />}
        </div>
      ))}
    </section>
  );
}

/** The width of an element in pixels, for components that need it as a number. */
function useWidth(): [(element: HTMLElement | null) => (() => void) | undefined, number] {
  const [width, setWidth] = useState(600);
  const measure = useCallback((element: HTMLElement | null) => {
    if (!element) {
      return undefined;
    }
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [measure, width];
}

/** The frames with display processors, as a panel would get them. */
function displayed(frames: DataFrame[]): DataFrame[] {
  return applyFieldOverrides({
    data: frames,
    fieldConfig: { defaults: { color: { mode: FieldColorModeId.PaletteClassic } }, overrides: [] },
    replaceVariables: (value) => value,
    theme: config.theme2,
    timeZone: 'browser',
  });
}
