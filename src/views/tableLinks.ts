import type { DataLink } from '@grafana/data';

import { DATASOURCE_VARIABLE } from './dataSource';
import type { PanelView } from './PanelView';
import { ENVIRONMENT } from './scope';
import { TABLE } from './tableChoice';

/** Names the table of a series: the data source's label. */
const SERIES_TABLE = '${__field.labels.table}';

/** What of the page or dashboard stays when another one shows a table. */
const SCOPE = `\${__url_time_range}&\${${DATASOURCE_VARIABLE}:queryparam}&\${${ENVIRONMENT.name}:queryparam}`;

/** The view with a link from each series to the page or dashboard at `path`, which then shows that series' table. */
export function linkedToTables(view: PanelView, path: string): PanelView {
  const { defaults, overrides } = view.fieldConfig;
  const url = `${path}?${SCOPE}&var-${TABLE.name}=${SERIES_TABLE}`;
  const links: DataLink[] = [{ title: `Show ${SERIES_TABLE}`, url }];
  return { ...view, fieldConfig: { defaults: { ...defaults, links }, overrides } };
}

/** A link that picks a table on the page or dashboard that it is on, and keeps the rest of the address. */
export function pickTable(table: string = SERIES_TABLE): DataLink {
  const others = `\${__url.path}\${__url.params:exclude:var-${TABLE.name}}`;
  return { title: `Show ${table} below`, url: `${others}&var-${TABLE.name}=${table}` };
}
