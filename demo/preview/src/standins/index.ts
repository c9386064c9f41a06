import { type PanelPlugin, type PanelPluginMeta, PluginSignatureStatus, PluginType } from '@grafana/data';
import { config } from '@grafana/runtime';

import { statPanel } from './stat';
import { tablePanel } from './table';
import { textPanel } from './text';
import { timeSeriesPanel } from './timeseries';

/**
 * Grafana's core panels are not published as packages. These are small panels of the same ids, built on the same
 * components, and labelled in the page as what they are: good enough to see data, not to judge a core panel.
 */
export const standInPanels: Record<string, PanelPlugin> = {
  timeseries: timeSeriesPanel,
  stat: statPanel,
  table: tablePanel,
  text: textPanel,
};

export const standInMetas: Record<string, PanelPluginMeta> = Object.fromEntries(
  Object.keys(standInPanels).map((id, sort) => [id, meta(id, sort)])
);

function meta(id: string, sort: number): PanelPluginMeta {
  const icon = 'public/build/img/icons/unicons/apps.svg';
  return {
    id,
    name: `${id} (stand-in)`,
    type: PluginType.panel,
    module: '',
    baseUrl: '',
    sort,
    signature: PluginSignatureStatus.internal,
    skipDataQuery: id === 'text',
    info: {
      author: { name: 'Headroom preview' },
      description: 'Stands in for a core panel of Grafana',
      links: [],
      logos: { small: icon, large: icon },
      screenshots: [],
      updated: '',
      version: config.buildInfo.version,
    },
  };
}
