import { fireEvent, screen } from '@testing-library/react';

import { button, control, edit, type } from '../../testing/configPage';
import { fakeLayout } from '../../testing/fakeLayout';
import { settingsSchema } from '../../testing/settingsSchema';

jest.mock('@grafana/ui', () => ({
  ...jest.requireActual<object>('@grafana/ui'),
  CodeEditor:
    jest.requireActual<typeof import('../../testing/FakeCodeEditor')>('../../testing/FakeCodeEditor').FakeCodeEditor,
}));

beforeAll(fakeLayout);

const PAGE = { severity: 'page', budgetShare: 0.02, longWindow: '1h', shortWindow: '5m' };
const TICKET = { severity: 'ticket', budgetShare: 0.1, longWindow: '3d', shortWindow: '6h' };
const ANSWERS = {
  '/resources/schema': { settings: settingsSchema },
  '/resources/catalog': { errorBudget: { period: '30d', minBadEvents: 10, burnRates: [PAGE, TICKET] } },
  '/resources/signals': [],
};
const open = (errorBudget?: object, stored: object = {}) =>
  edit({ jsonData: errorBudget ? { profile: { errorBudget } } : {}, ...stored }, ANSWERS);

test('the period and the fewest bad events are stored, and as shipped when they are emptied', async () => {
  const { options } = await open();
  expect(control('Period')).toHaveAttribute('placeholder', '30d');
  expect(control('Fewest bad events')).toHaveAttribute('placeholder', '10');
  type('Period', '28d');
  type('Fewest bad events', '5');
  expect(options().jsonData).toEqual({ profile: { errorBudget: { period: '28d', minBadEvents: 5 } } });
  type('Period', '');
  type('Fewest bad events', '');
  expect(options().jsonData).toEqual({});
});

test('the shipped alerts are shown with their factors, and become one’s own to change', async () => {
  const { options } = await open();
  expect(screen.getByRole('cell', { name: '14.4' })).toBeVisible();
  expect(screen.queryByLabelText('Severity of alert 1')).toBeNull();

  fireEvent.click(button('Own alerts'));
  type('Share of the budget of alert 1', '0.05');
  type('Long window of alert 2', '1d');
  expect(options().jsonData).toEqual({
    profile: {
      errorBudget: {
        burnRates: [
          { ...PAGE, budgetShare: 0.05 },
          { ...TICKET, longWindow: '1d' },
        ],
      },
    },
  });
  expect(screen.getByRole('cell', { name: '36' })).toBeVisible();

  fireEvent.click(button('Alerts as shipped'));
  expect(options().jsonData).toEqual({});
});

test('an alert is added, says what it lacks, and is removed; without any they are as shipped', async () => {
  const { options } = await open({ burnRates: [PAGE] });
  fireEvent.click(button('Add an alert'));
  expect(screen.getAllByText(/burnRates\[1\]\.severity: is missing/)).not.toHaveLength(0);
  expect(control('Severity of alert 2')).toBeEnabled();

  fireEvent.click(button('Remove alert 2'));
  expect(options().jsonData).toEqual({ profile: { errorBudget: { burnRates: [PAGE] } } });
  fireEvent.click(button('Remove alert 1'));
  expect(options().jsonData).toEqual({});
});

test('a percentage in the place of a share, and text in the place of a window, are noticed', async () => {
  await open({ burnRates: [PAGE] });
  type('Share of the budget of alert 1', '2');
  expect(screen.getAllByText(/burnRates\[0\]\.budgetShare: 2 is outside \(0, 1\]/)).not.toHaveLength(0);
  expect(control('Share of the budget of alert 1')).toBeInvalid();
});

test('what else a provisioning file may hold there does not keep the form from opening', async () => {
  await open({ period: 7, burnRates: ['page', null] });
  expect(control('Severity of alert 2')).toHaveValue('');
});

test('provisioned ones can only be looked at', async () => {
  await open({ burnRates: [PAGE] }, { readOnly: true });
  expect(control('Severity of alert 1')).toBeDisabled();
  expect(button('Remove alert 1')).toBeDisabled();
  expect(button('Add an alert')).toBeDisabled();
});
