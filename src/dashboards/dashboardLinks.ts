import type { DashboardLink } from '@grafana/schema';

import { APP_ID } from '../plugin/ids';

/** Marks the dashboards that lead to each other; a dashboard of one's own joins them by it. */
export const DASHBOARD_TAG = 'headroom';

const KEEPING_CHOICES = { keepTime: true, includeVars: true, targetBlank: false };

/** Links to the other dashboards and to a page of the app, which keep the time range and the variables' values. */
export function dashboardLinks(page: string): DashboardLink[] {
  return [
    {
      ...KEEPING_CHOICES,
      type: 'dashboards',
      tags: [DASHBOARD_TAG],
      asDropdown: true,
      title: 'Dashboards',
      icon: '',
      tooltip: '',
    },
    {
      ...KEEPING_CHOICES,
      type: 'link',
      url: `/a/${APP_ID}/${page}`,
      title: 'Open in the app',
      icon: 'external link',
      tooltip: 'The same panels as a page of the app, without a dashboard to maintain',
      tags: [],
      asDropdown: false,
    },
  ];
}
