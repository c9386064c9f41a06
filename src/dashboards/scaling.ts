import { CURRENT_REQUIREMENT } from '../views/currentRequirement';
import { SCALING } from '../views/scaling';
import type { DashboardView } from './DashboardView';

/** What more tenants bring and need. */
export const SCALING_DASHBOARD: DashboardView = {
  uid: 'headroom-scaling',
  title: 'Headroom scaling',
  description: 'What a number of tenants brings, and the resources that it needs.',
  page: 'scaling',
  time: { from: 'now-7d', to: 'now' },
  refresh: '',
  variables: [],
  panels: [
    { id: 2, view: CURRENT_REQUIREMENT },
    { id: 1, view: SCALING },
  ],
};
