import app from '../plugin.json';
import datasource from '../datasource/plugin.json';
import kpiScorecard from '../panels/kpiscorecard/plugin.json';
import scalingTable from '../panels/scalingtable/plugin.json';
import trafficHeatmap from '../panels/trafficheatmap/plugin.json';
import * as ids from './ids';

test('the ids in code are those that Grafana reads from plugin.json', () => {
  expect(ids).toEqual({
    APP_ID: app.id,
    DATASOURCE_ID: datasource.id,
    KPI_SCORECARD_ID: kpiScorecard.id,
    SCALING_TABLE_ID: scalingTable.id,
    TRAFFIC_HEATMAP_ID: trafficHeatmap.id,
  });
});
