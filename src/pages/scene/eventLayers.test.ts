import { createDataFrame, type DataQueryRequest, FieldType, LoadingState, type PanelData } from '@grafana/data';
import { setRunRequest } from '@grafana/runtime';
import { EmbeddedScene, type SceneDataLayerSet, SceneFlexItem, SceneFlexLayout, SceneTimeRange } from '@grafana/scenes';
import { waitFor } from '@testing-library/react';
import { of } from 'rxjs';

import { DATASOURCE_ID } from '../../plugin/ids';
import type { HeadroomQuery } from '../../query/HeadroomQuery';
import { ERROR_RATIO_TREND } from '../../views/errorRatioTrend';
import { toScene } from '../../views/toScene';
import { withDataSources } from '../testing/dataSources';
import { eventLayers } from './eventLayers';

const INCIDENT = createDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [1000] },
    { name: 'timeEnd', type: FieldType.time, values: [2000] },
    { name: 'title', type: FieldType.string, values: ['Slow search'] },
    { name: 'text', type: FieldType.string, values: ['INC-1'] },
    { name: 'tags', type: FieldType.string, values: ['incident,high'] },
    { name: 'id', type: FieldType.string, values: ['incident:INC-1'] },
  ],
});
/** As the data source answers where nothing is mapped. */
const NOTHING = createDataFrame({ fields: INCIDENT.fields.map(({ name, type }) => ({ name, type, values: [] })) });
const SERIES = createDataFrame({ fields: [{ name: 'value', values: [1] }] });

/**
 * The error ratio on a page with the layers, as it is and as a panel that marks nothing.
 *
 * @param answers to queries of a type; all others get a series.
 */
function openPage(layers: SceneDataLayerSet, answers: Record<string, Partial<PanelData>>) {
  const asked: string[] = [];
  withDataSources({ headroom: DATASOURCE_ID }, { annotations: {}, getRef: () => ({ uid: 'headroom' }) });
  setRunRequest((_, request) => {
    const [{ queryType = '' }] = request.targets as [HeadroomQuery];
    asked.push(queryType);
    const data = { state: LoadingState.Done, series: [SERIES], timeRange: request.range };
    return of({ ...data, request: request as DataQueryRequest, ...answers[queryType] });
  });

  const panels = [true, false].map((marksEvents) => toScene({ ...ERROR_RATIO_TREND, marksEvents, maxDataPoints: 10 }));
  const scene = new EmbeddedScene({
    $timeRange: new SceneTimeRange({ from: 'now-1d', to: 'now' }),
    $data: layers,
    body: new SceneFlexLayout({ children: panels.map((body) => new SceneFlexItem({ body })) }),
  });
  scene.activate();
  panels.forEach(({ state }) => state.$data?.activate());
  return { asked, shown: () => panels.map(({ state }) => state.$data?.state.data) };
}

const titles = (data?: PanelData) =>
  data?.annotations?.flatMap(({ fields }) => fields.find(({ name }) => name === 'title')?.values ?? []) ?? [];

test('what happened is marked in the panels that mark events', async () => {
  const { shown } = openPage(eventLayers([]), {
    incidents: { series: [INCIDENT] },
    deployments: { series: [NOTHING] },
  });

  await waitFor(() => expect(shown().map(titles)).toEqual([['Slow search'], []]));
});

test.each([
  ['where nothing is mapped', { series: [NOTHING] }],
  ['while the events cannot be read', { state: LoadingState.Error, series: [], errors: [{ message: 'refused' }] }],
])('%s, panels are what they are without marks', async (_, answer) => {
  const { asked, shown } = openPage(eventLayers([]), { incidents: answer, deployments: answer });

  await waitFor(() => expect(asked).toEqual(expect.arrayContaining(['incidents', 'deployments', 'kpi_trend'])));
  await waitFor(() => shown().forEach((data) => expect(data?.series).toEqual([SERIES])));
  shown().forEach((data) => {
    expect(data?.state).toBe(LoadingState.Done);
    expect(data?.errors).toBeUndefined();
  });
  expect(shown().map(titles)).toEqual([[], []]);
});

describe('the address', () => {
  const urlStates = (set: SceneDataLayerSet) => set.state.layers.map(({ urlSync }) => urlSync?.getUrlState());

  test('holds what was switched off', () => {
    const set = eventLayers([]);
    expect(urlStates(set)).toEqual([{ incidents: undefined }, { deployments: undefined }]);

    set.state.layers[1]?.setState({ isEnabled: false });
    expect(urlStates(set)).toEqual([{ incidents: undefined }, { deployments: 'off' }]);
  });

  test('switches off, so that nothing is asked, and on again', async () => {
    const set = eventLayers([]);
    const deployments = set.state.layers[1]?.urlSync;
    deployments?.updateFromUrl({ deployments: 'off' });
    const { asked } = openPage(set, { incidents: { series: [NOTHING] }, deployments: { series: [NOTHING] } });
    await waitFor(() => expect(asked).toContain('incidents'));
    await waitFor(() => expect(asked).toContain('kpi_trend'));
    expect(asked).not.toContain('deployments');

    deployments?.updateFromUrl({ deployments: null });
    await waitFor(() => expect(asked).toContain('deployments'));
  });
});
