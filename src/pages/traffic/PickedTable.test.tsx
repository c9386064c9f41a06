import { EmbeddedScene, SceneReactObject, SceneVariableSet, TestVariable } from '@grafana/scenes';
import { act, render, screen } from '@testing-library/react';

import { PickedTable } from './PickedTable';

function shown(state: Partial<TestVariable['state']>) {
  const table = new TestVariable({ name: 'table', query: '', value: '', text: '', delayMs: 0, ...state });
  const body = new SceneReactObject({ reactNode: 'The details' });
  const scene = new EmbeddedScene({
    $variables: new SceneVariableSet({ variables: [table] }),
    body: new PickedTable({ body, height: 296 }),
  });
  render(<scene.Component model={scene} />);
  return table;
}

test('without a declared table, the details wait for one, and say how to get it', () => {
  const table = shown({});
  expect(screen.getByText('No table is declared')).toBeVisible();
  expect(screen.queryByText('The details')).not.toBeInTheDocument();

  act(() => table.changeValueTo('jobs'));
  expect(screen.getByText('The details')).toBeVisible();
  expect(screen.queryByText('No table is declared')).not.toBeInTheDocument();
});

test('the details are there while the tables are listed', () => {
  shown({ loading: true, delayMs: 10_000 });
  expect(screen.getByText('The details')).toBeVisible();
});

test('tables that cannot be listed are not called undeclared', () => {
  const table = shown({});
  act(() => table.setState({ error: 'Prometheus does not answer' }));
  expect(screen.getByText('The tables cannot be listed')).toBeVisible();
  expect(screen.getByText(/^Prometheus does not answer\. /)).toBeVisible();
});
