import { type DataFrame, FieldType, LoadingState, type PanelData, toDataFrame } from '@grafana/data';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { panelProps } from '../shared/testing/panelProps';
import { savedFiles, textOf } from '../shared/testing/savedFiles';
import { DEFAULT_OPTIONS, type ScalingTableOptions } from './options';
import { ScalingTablePanel } from './ScalingTablePanel';
import { columns, projection, requirements, STORAGE_NOTICE } from './testing/scalingFrames';

const show = (
  series: DataFrame[] = [projection, requirements],
  options: Partial<ScalingTableOptions> = {},
  data: Partial<PanelData> = {}
) => render(<ScalingTablePanel {...panelProps(series, { ...DEFAULT_OPTIONS, ...options }, data)} />);

const texts = () =>
  screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));

test('a row for each number of tenants, with ranges, units and whole connections and cores', () => {
  show();

  expect(texts()).toEqual([
    'Tenants | Emails/day | Concurrent users | DB connections | Redis memory | CPU cores | Storage',
    '100 | 10K–50K | 500–2.5K | 20 | 1 GB | 2 | 10 GB',
    '1,000 | 100K–500K | 5K–25K | 72 | 38.1 GB | 14 | 34.1 GB',
    '5,000 | 500K–2.5M | 25K–150K | 300 | 64 GB | 64 | 8 TB',
    '10,000 | 1M–5M | 50K–525K | 586 | 75.2 GB | 128 | beyond model',
  ]);
});

test('what is extrapolated and what is beyond the model say so, and why', async () => {
  show();

  const last = screen.getByRole('row', { name: /10,000/ });
  const mark = within(last).getByRole('img', { name: 'extrapolated' });
  await userEvent.hover(mark);
  expect(await screen.findByRole('tooltip')).toHaveTextContent(/^Extrapolated/);
  await userEvent.unhover(mark);
  await userEvent.hover(within(last).getByText('beyond model'));
  expect(await screen.findByText(STORAGE_NOTICE)).toBeVisible();
});

test('the exact number is in the tooltip', async () => {
  show();

  await userEvent.hover(screen.getByText('34.1 GB'));

  expect(await screen.findByRole('tooltip')).toHaveTextContent('34.14 GB');
});

test('every exact number shows at the press of a button', async () => {
  show();

  await userEvent.click(screen.getByRole('button', { name: 'Exact numbers' }));

  expect(screen.getByRole('button', { name: 'Exact numbers' })).toHaveAttribute('aria-pressed', 'true');
  expect(texts()[2]).toBe('1,000 | 100,000–500,000 | 5,000–25,000 | 71.428571428571 | 38.081 GB | 13.388 | 34.14 GB');
});

test('a header sorts, and says how', async () => {
  show();
  const header = () => screen.getByRole('columnheader', { name: 'CPU cores' });

  await userEvent.click(within(header()).getByRole('button'));
  expect(header()).toHaveAttribute('aria-sort', 'ascending');
  await userEvent.keyboard('{Enter}');
  expect(header()).toHaveAttribute('aria-sort', 'descending');
  expect(texts()[1]).toMatch(/^10,000/);
  expect(screen.getByRole('columnheader', { name: 'Tenants' })).toHaveAttribute('aria-sort', 'none');
});

describe('the present number of tenants', () => {
  test('marks its row', () => {
    show(undefined, { currentTenants: '1000' });

    expect(screen.getByRole('row', { current: true })).toHaveTextContent(/^now1,000/);
  });

  test.each([
    ['ascending', 3],
    ['descending', 4],
  ])('without a row of its own stands in its place, %s', async (direction, place) => {
    show(undefined, { currentTenants: '1800' });
    if (direction === 'descending') {
      await userEvent.click(screen.getByRole('button', { name: 'Tenants' }));
    }

    expect(screen.getAllByRole('row')[direction === 'descending' ? place - 1 : place]).toHaveTextContent(
      'now1,800Add 1800 to the tenants of the queries to see this row.'
    );
  });

  test('is the one that the data source marks, unless another is chosen', () => {
    const frames = [projection, columns(['tenants', [3_000]], ['cpu_cores', [39]], ['current', [true]])];

    const { unmount } = show(frames);
    expect(screen.getByRole('row', { current: true })).toHaveTextContent(/^now3,000/);
    unmount();
    show(frames, { currentTenants: '100' });
    expect(screen.getByRole('row', { current: true })).toHaveTextContent(/^now100/);
  });

  test('above all rows stands at their end', () => {
    show(undefined, { currentTenants: '20000' });

    expect(screen.getAllByRole('row').at(-1)).toHaveTextContent(/^now20,000/);
  });
});

test('shows only the chosen columns', () => {
  show(undefined, { columns: ['cpu_cores', 'gone'] });

  expect(texts()[0]).toBe('Tenants | CPU cores');
});

test('exports what it shows, in its order', async () => {
  const files = savedFiles();
  show(undefined, { columns: ['cpu_cores'] });

  await userEvent.click(screen.getByRole('button', { name: 'Tenants' }));
  await userEvent.click(screen.getByRole('button', { name: 'Export Panel' }));
  await userEvent.click(screen.getByRole('menuitem', { name: /CSV/ }));

  expect(files.map(({ name }) => name)).toEqual(['Panel 20261116T000000Z-20261123T000000Z.csv']);
  expect(await textOf(files[0]!.content)).toMatch(
    /^tenants,cpu_cores,extrapolated\r\n10000,127.3,true\r\n5000,64,false\r\n/
  );
});

describe('without a row', () => {
  test.each([
    ['an error says what failed', [], { errors: [{ message: 'tenants: at most 1000' }] }, 'alert', 'at most 1000'],
    [
      'somebody without the permission is led to an administrator',
      [],
      { errors: [{ status: 403, message: 'Permissions needed' }] },
      'alert',
      'Permissions neededAsk an administrator',
    ],
    ['data of another kind', [toDataFrame([{ a: 1 }])], {}, 'status', 'No tenants in this data'],
    ['no data', [], {}, 'status', 'No data for a scaling table'],
    ['tenants alone', [columns(['tenants', [5]])], {}, 'status', 'Nothing beside the tenants'],
    ['an answer without rows', [columns(['tenants', []], ['cpu_cores', []])], {}, 'status', 'No row in this data'],
  ])('%s', (_, series, data, role, text) => {
    show(series, {}, data);

    expect(screen.getByRole(role)).toHaveTextContent(text);
  });

  test('while the first answer is under way there is nothing to say', () => {
    expect(show([], {}, { state: LoadingState.Loading }).container).toBeEmptyDOMElement();
  });
});

describe('bad input', () => {
  test('one row, one column, all unknown', () => {
    show([columns(['tenants', [5]], ['x'.repeat(300), [null]])]);

    expect(texts()[1]).toBe('5 | unknown');
  });

  test('right-to-left titles keep their direction', () => {
    show([columns(['tenants', [5]], ['disks', [1], { displayName: 'أقراص' }])]);

    expect(screen.getByText('أقراص')).toHaveAttribute('dir', 'auto');
  });

  test('numbers that no table of tenants has stay legible', () => {
    show([columns(['tenants', [-5, 0.5, 1e300]], ['cpu_cores', [-1, NaN, 1e300]], ['disks', [Infinity, 1e-9, 3]])]);

    expect(texts().slice(1)).toEqual(['-5 | -1 | unknown', '0.5 | unknown | 0.000000001', '1E300 | 1E300 | 3']);
  });

  test('tenants that come as text are explained', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'tenants', type: FieldType.string, values: ['100', '1000'] },
        { name: 'cpu_cores', type: FieldType.number, values: [2, 14] },
      ],
    });
    show([frame]);

    expect(screen.getByRole('status')).toHaveTextContent(/as text.*Convert field type/);
  });

  test('10,000 rows show the first ones, and say so', () => {
    const many = Array.from({ length: 10_000 }, (_, index) => index + 1);
    show([columns(['tenants', many], ['cpu_cores', many])]);

    expect(screen.getByText('The first 500 of 10000 rows. The CSV has them all.')).toBeVisible();
    expect(document.querySelectorAll('tbody tr')).toHaveLength(500);
  });
});
