import { type FieldConfigSource } from '@grafana/data';
import { config } from '@grafana/runtime';
import {
  type SceneDataProvider,
  SceneDataTransformer,
  type SceneDataTransformerState,
  SceneGridItem,
  SceneGridRow,
  SceneQueryRunner,
  VizPanel,
} from '@grafana/scenes';

import { type StrictRecord } from './record';

interface GridPosition {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Reads the panels in order; those after an open row belong to that row, as in Grafana. */
export function readPanels(panels: StrictRecord[]): Array<SceneGridItem | SceneGridRow> {
  const children: Array<SceneGridItem | SceneGridRow> = [];
  let openRow: SceneGridRow | undefined;
  for (const json of panels) {
    const type = json.require<string>('type');
    if (type === 'row') {
      const row = readRow(json);
      children.push(row);
      openRow = row.state.isCollapsed ? undefined : row;
    } else if (openRow) {
      openRow.setState({ children: [...openRow.state.children, readPanel(type, json)] });
    } else {
      children.push(readPanel(type, json));
    }
  }
  return children;
}

function readRow(json: StrictRecord): SceneGridRow {
  json.ignore('id');
  const { x, y } = readPosition(json);
  const row = new SceneGridRow({
    x,
    y,
    title: json.take('title', ''),
    isCollapsed: json.take('collapsed', false),
    children: json.list('panels').map((panel) => readPanel(panel.require('type'), panel)),
  });
  json.done();
  return row;
}

function readPanel(type: string, json: StrictRecord): SceneGridItem {
  if (!config.panels[type]) {
    throw new Error(`${json.path}: panel type ${type} is neither in the distribution nor a stand-in of the preview`);
  }
  json.ignore('libraryPanel', 'repeatDirection');
  const number = json.take<number | undefined>('id', undefined);
  const position = readPosition(json);
  const title = json.take('title', '');
  const panel = new VizPanel({
    pluginId: type,
    pluginVersion: json.take<string | undefined>('pluginVersion', undefined),
    title,
    // Without a title, Grafana shows a panel's header on hover alone.
    hoverHeader: !title,
    hoverHeaderOffset: title ? undefined : 0,
    description: json.take<string | undefined>('description', undefined),
    options: json.take('options', {}),
    fieldConfig: json.take<FieldConfigSource>('fieldConfig', { defaults: {}, overrides: [] }),
    displayMode: json.take('transparent', false) ? 'transparent' : 'default',
    $data: readData(json, number),
  });
  json.done();
  return new SceneGridItem({ ...position, body: panel });
}

function readPosition(json: StrictRecord): GridPosition {
  const position = json.record('gridPos');
  if (!position) {
    throw new Error(`${json.path}: gridPos is missing`);
  }
  const grid = {
    x: position.require<number>('x'),
    y: position.require<number>('y'),
    width: position.require<number>('w'),
    height: position.require<number>('h'),
  };
  position.done();
  return grid;
}

/** The queries of a panel; by its number, annotations are kept to some of the panels. */
function readData(json: StrictRecord, number?: number): SceneDataProvider | undefined {
  const queries = json.take<SceneQueryRunner['state']['queries']>('targets', []);
  const runner = new SceneQueryRunner({
    datasource: json.take('datasource', undefined),
    maxDataPoints: json.take('maxDataPoints', undefined),
    minInterval: json.take('interval', undefined),
    queries,
    dataLayerFilter: number === undefined ? undefined : { panelId: number },
  });
  const transformations = json.take<SceneDataTransformerState['transformations']>('transformations', []);
  if (queries.length === 0) {
    return undefined;
  }
  return transformations.length > 0 ? new SceneDataTransformer({ $data: runner, transformations }) : runner;
}
