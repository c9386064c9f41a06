import type { VariableSubject } from '../query/HeadroomVariableQuery';

/** A variable whose values the data source lists, once for the app's pages and for dashboards. */
export interface VariableView {
  /** What queries and addresses call it. */
  name: string;
  label: string;
  /** What the data source lists for it. */
  of: VariableSubject;
}

/** What a query holds for every value: the data source takes it for those that it cannot list, too. */
export const EVERY_VALUE = '.*';

/** The choice of every value, as Grafana writes it in addresses and dashboards. */
export const CHOICE_OF_ALL = { value: ['$__all'], text: ['All'] };
