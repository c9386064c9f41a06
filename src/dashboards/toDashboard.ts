import { type Dashboard, DashboardCursorSync } from '@grafana/schema';

import { type DashboardPanel, toDashboardPanel } from '../views/toDashboardPanel';
import { DASHBOARD_TAG, dashboardLinks } from './dashboardLinks';
import { DATASOURCE, toDashboardVariable } from './dashboardVariables';
import type { DashboardView } from './DashboardView';
import { eventAnnotations } from '../views/eventAnnotations';
import { gridPlaces } from './gridPlaces';

/** Version of the classic JSON that Grafana 12.3 writes itself, so that the oldest supported one migrates nothing. */
const SCHEMA_VERSION = 42;

/** A dashboard in Grafana's classic JSON, all but its revision. */
type DashboardJson = Omit<Dashboard, 'panels'> & { panels: DashboardPanel[] };

export function toDashboard(dashboard: DashboardView): DashboardJson {
  const { uid, title, description, page, time, refresh, variables, panels } = dashboard;
  const place = gridPlaces();
  const unmarked = panels.filter(({ view }) => !view.marksEvents).map(({ id }) => id);
  return {
    uid,
    title,
    description,
    tags: [DASHBOARD_TAG],
    schemaVersion: SCHEMA_VERSION,
    editable: true,
    graphTooltip: DashboardCursorSync.Crosshair,
    time,
    timezone: 'browser',
    refresh,
    links: dashboardLinks(page),
    annotations: { list: eventAnnotations(variables, unmarked) },
    templating: { list: [DATASOURCE, ...variables.map(toDashboardVariable)] },
    panels: panels.map(({ id, view }) => toDashboardPanel(view, id, place(view.size))),
  };
}
