import app from '../plugin.json';
import datasource from '../datasource/plugin.json';
import kpiScorecard from '../panels/kpiscorecard/plugin.json';
import { APP_ID, DATASOURCE_ID, KPI_SCORECARD_ID } from './ids';

test('the ids in code are those that Grafana reads from plugin.json', () => {
  expect({ APP_ID, DATASOURCE_ID, KPI_SCORECARD_ID }).toEqual({
    APP_ID: app.id,
    DATASOURCE_ID: datasource.id,
    KPI_SCORECARD_ID: kpiScorecard.id,
  });
});
