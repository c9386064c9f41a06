import type { VariableSubject } from '../query/HeadroomVariableQuery';

/** A variable whose values the data source lists, once for the app's pages and for dashboards. */
export interface VariableView {
  /** What queries and addresses call it. */
  name: string;
  label: string;
  /** What the data source lists for it. */
  of: VariableSubject;
  /** Whether it has one value, the first until another is chosen, instead of any number of them. */
  isSingle?: boolean;
}

/** A variable with one of a few values that are known beforehand, the first until another is chosen. */
export interface ChoiceView<Value extends string = string> {
  name: string;
  label: string;
  /** What people read, by value. */
  choices: Record<Value, string>;
}

/** What a query holds for every value: the data source takes it for those that it cannot list, too. */
export const EVERY_VALUE = '.*';

/** The choice of every value, as Grafana writes it in addresses and dashboards. */
export const CHOICE_OF_ALL = { value: ['$__all'], text: ['All'] };

/** A choice as a custom variable of Grafana holds it, with the first one chosen. */
export function customChoice({ choices }: ChoiceView) {
  const options = Object.entries(choices);
  const [[value, text] = ['', '']] = options;
  return { query: options.map(([option, words]) => `${words} : ${option}`).join(', '), value, text };
}
