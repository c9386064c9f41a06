import type { PanelView } from '../views/PanelView';
import type { ChoiceView, VariableView } from '../views/VariableView';

/** What a dashboard shows, before it becomes Grafana's classic JSON. */
export interface DashboardView {
  /** Part of the dashboard's address: never changes. */
  uid: string;
  /** Never changes: by it Grafana finds an imported dashboard again, and deletes it when it finds none. */
  title: string;
  description: string;
  /** Path of the app's page with the same panels, below the app's own. */
  page: string;
  time: { from: string; to: string };
  /** How often it asks anew, as a duration; never by itself when empty. */
  refresh: string;
  /** Beside the data source's own. */
  variables: Array<VariableView | ChoiceView>;
  /**
   * From left to right and from top to bottom, each as large as its view says. A panel keeps its number for ever, as
   * links to it and alert rules hold it; the number of a removed panel is not given again.
   */
  panels: Array<{ id: number; view: PanelView }>;
}
