import { EmbeddedScene, SceneReactObject, SceneVariableSet, TestVariable } from '@grafana/scenes';
import { act, render, screen } from '@testing-library/react';

import { PickedTable } from './PickedTable';

test('the details wait for a table, and say how to get one', () => {
  const table = new TestVariable({ name: 'table', query: '', value: '', text: '', delayMs: 0 });
  const body = new SceneReactObject({ reactNode: 'The details' });
  const scene = new EmbeddedScene({
    $variables: new SceneVariableSet({ variables: [table] }),
    body: new PickedTable({ body }),
  });
  render(<scene.Component model={scene} />);
  expect(screen.getByText('No table is declared')).toBeVisible();
  expect(screen.queryByText('The details')).not.toBeInTheDocument();

  act(() => table.changeValueTo('jobs'));
  expect(screen.getByText('The details')).toBeVisible();
  expect(screen.queryByText('No table is declared')).not.toBeInTheDocument();
});
