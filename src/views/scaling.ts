import { SCALING_TABLE_ID } from '../plugin/ids';
import { type PanelView, PLAIN_FIELDS } from './PanelView';

/** What each number of tenants of the profile brings, and what it needs. */
export const SCALING: PanelView = {
  id: 'scaling',
  title: 'Scaling by tenants',
  description: 'Emails and users that a number of tenants brings, and the resources that it needs by the guideline.',
  queries: [
    { refId: 'A', queryType: 'projection', includeCurrent: true },
    { refId: 'B', queryType: 'requirements', includeCurrent: true },
  ],
  pluginId: SCALING_TABLE_ID,
  options: {},
  fieldConfig: PLAIN_FIELDS,
  size: { width: 24, height: 8 },
};
