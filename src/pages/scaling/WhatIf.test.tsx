import { locationService } from '@grafana/runtime';
import { EmbeddedScene, UrlSyncContextProvider } from '@grafana/scenes';
import { act, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { openPage } from '../testing/openPage';
import { WhatIf } from './WhatIf';

const PAGE = '/a/headroom-performance-app/scaling';

const open = (search: string) => {
  const whatIf = new WhatIf();
  const scene = new EmbeddedScene({ body: whatIf });
  openPage(
    <UrlSyncContextProvider scene={scene} updateUrlOnInit createBrowserHistorySteps>
      <scene.Component model={scene} />
    </UrlSyncContextProvider>,
    `${PAGE}${search}`
  );
  return whatIf;
};

const tenants = () => screen.getByLabelText('Tenants');
const now = () => screen.getByLabelText('Now');

test.each([
  ['', { tenants: [], current: undefined }],
  ['?tenants=100,2500&current=1800', { tenants: [100, 2500], current: 1800 }],
  ['?tenants=many', undefined],
  ['?tenants=100&current=1,800', undefined],
])('the address %j asks for %j', (search, question) => {
  expect(open(search).question()).toEqual(question);
});

test('what is typed counts with Enter or when the field is left, and goes into the address', async () => {
  const whatIf = open('');
  await userEvent.type(tenants(), '500 2500{Enter}');
  await userEvent.type(now(), ' 1800 ');
  expect(whatIf.question()).toEqual({ tenants: [500, 2500], current: undefined });

  await userEvent.tab();
  expect(whatIf.question()).toEqual({ tenants: [500, 2500], current: 1800 });
  expect(locationService.getSearchObject()).toMatchObject({ tenants: '500 2500', current: '1800' });
});

test('leaving a field as it was asks nothing anew', async () => {
  const asked = jest.fn();
  open('?tenants=100').subscribeToState(asked);
  await userEvent.click(tenants());
  await userEvent.tab();

  expect(asked).not.toHaveBeenCalled();
});

test('the browser’s back button leads back to what was asked before', async () => {
  const whatIf = open('?tenants=100');
  await userEvent.clear(tenants());
  await userEvent.type(tenants(), '200{Enter}');
  expect(whatIf.question()?.tenants).toEqual([200]);

  act(() => locationService.getHistory().goBack());
  expect(whatIf.question()?.tenants).toEqual([100]);
  expect(tenants()).toHaveValue('100');
});

test('a text that is no number says what to write, and is kept', async () => {
  open('');
  await userEvent.type(now(), '1,800{Enter}');

  expect(screen.getByRole('alert')).toHaveTextContent('One number, without separators inside');
  expect(now()).toBeInvalid();
  expect(now()).toHaveValue('1,800');
});
