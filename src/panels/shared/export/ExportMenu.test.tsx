import { AppEvents, EventBusSrv } from '@grafana/data';
import { getAppEvents } from '@grafana/runtime';
import { act, configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { panelProps } from '../testing/panelProps';
import { savedFiles, textOf } from '../testing/savedFiles';
import { drawPicture } from './drawPicture';
import { ExportMenu } from './ExportMenu';

// jsdom draws nothing.
jest.mock('./drawPicture');
jest.mock('@grafana/runtime', () => ({ ...jest.requireActual('@grafana/runtime'), getAppEvents: jest.fn() }));
const draw = jest.mocked(drawPicture);

configure({ asyncUtilTimeout: 10_000 });

beforeEach(() => draw.mockReset());

const RANGE = '20261116T000000Z-20261123T000000Z';
const button = (name = 'Export Panel') => screen.getByRole('button', { name });

const show = (title = 'Panel') =>
  render(
    <ExportMenu
      panel={{ ...panelProps([], {}), title, replaceVariables: (text) => text.replace('$table', 'jobs') }}
      untitled="Scorecard"
      csvLines={() => [['a'], [1]]}
      picture={() => <b>what it shows</b>}
    />
  );

test('the keyboard reaches the button and both formats', async () => {
  const files = savedFiles();
  show();

  await userEvent.tab();
  expect(button()).toHaveFocus();
  await userEvent.keyboard('{Enter}');
  expect(within(screen.getByRole('menu', { name: 'Export Panel' })).getAllByRole('menuitem')).toHaveLength(2);
  // Moving the focus into a menu takes a layout, which jsdom has not.
  act(() => screen.getByRole('menuitem', { name: /CSV/ }).focus());
  await userEvent.keyboard('{Enter}');

  expect(files.map(({ name }) => name)).toEqual([`Panel ${RANGE}.csv`]);
  expect(await textOf(files[0]!.content)).toBe('a\r\n1\r\n');
});

test.each([
  ['', 'Scorecard'],
  ['Traffic of $table', 'Traffic of jobs'],
])('a panel titled %j is exported as %s', async (title, name) => {
  const files = savedFiles();
  show(title);

  await userEvent.click(button(`Export ${name}`));
  await userEvent.click(screen.getByRole('menuitem', { name: /CSV/ }));

  expect(files[0]?.name).toBe(`${name} ${RANGE}.csv`);
});

test('a picture shows the title and the time range above the content, out of reach', async () => {
  const files = savedFiles();
  const picture = new Blob(['PNG']);
  let drawn: HTMLElement | undefined;
  let finish = (_: Blob) => {};
  draw.mockImplementation((element) => {
    drawn = element;
    return new Promise((resolve) => (finish = resolve));
  });
  show();

  await userEvent.click(button());
  await userEvent.click(screen.getByRole('menuitem', { name: /PNG/ }));

  await waitFor(() => expect(drawn).toHaveTextContent('Panel2026-11-16 00:00 – 2026-11-23 00:00 UTCwhat it shows'));
  expect(drawn?.closest('[inert]')).toHaveAttribute('aria-hidden', 'true');
  expect(button()).toHaveAttribute('aria-busy', 'true');
  finish(picture);
  await waitFor(() => expect(files).toEqual([{ name: `Panel ${RANGE}.png`, content: picture }]));
  expect(drawn).not.toBeInTheDocument();
  expect(button()).toHaveAttribute('aria-busy', 'false');
});

test('a picture that fails says why and what to do', async () => {
  const files = savedFiles();
  const events = new EventBusSrv();
  const alerts: unknown[] = [];
  jest.spyOn(events, 'publish').mockImplementation((event) => alerts.push(event));
  jest.mocked(getAppEvents).mockReturnValue(events);
  draw.mockRejectedValue(new Error('canvas too large'));
  show();

  await userEvent.click(button());
  await userEvent.click(screen.getByRole('menuitem', { name: /PNG/ }));

  await waitFor(() =>
    expect(alerts).toEqual([
      {
        type: AppEvents.alertError.name,
        payload: ['No picture of this panel', expect.stringMatching(/\(canvas too large\)\. Reload/)],
      },
    ])
  );
  expect(files).toHaveLength(0);
});

test('a panel that is gone before its picture is drawn saves nothing', async () => {
  const files = savedFiles();
  let finish = (_: Blob) => {};
  draw.mockImplementation(() => new Promise((resolve) => (finish = resolve)));
  const { unmount } = show();

  await userEvent.click(button());
  await userEvent.click(screen.getByRole('menuitem', { name: /PNG/ }));
  await waitFor(() => expect(draw).toHaveBeenCalled());
  unmount();
  await act(async () => finish(new Blob(['PNG'])));

  expect(files).toHaveLength(0);
});
