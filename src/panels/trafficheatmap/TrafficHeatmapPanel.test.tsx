import {
  type DataFrame,
  DashboardCursorSync,
  DataHoverClearEvent,
  DataHoverEvent,
  EventBusSrv,
  type Field,
  FieldType,
  LoadingState,
  type PanelData,
  type PanelProps,
  toDataFrame,
} from '@grafana/data';
import { PanelContextProvider } from '@grafana/ui';
import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { drawPicture } from '../shared/export/drawPicture';
import { panelProps } from '../shared/testing/panelProps';
import { savedFiles, textOf } from '../shared/testing/savedFiles';
import { DEFAULT_OPTIONS, type HeatmapOptions } from './options';
import { FROM, HOUR, hour, tableSeries, TO, wideFrame } from './testing/trafficFrames';
import { TrafficHeatmapPanel } from './TrafficHeatmapPanel';

// jsdom draws nothing.
jest.mock('../shared/export/drawPicture');

const HOURS = (TO - FROM) / HOUR;
const range = { low: 100, high: 1_000 };
const week = (value: (i: number) => number | null) => Array.from({ length: HOURS }, (_, i) => value(i));

const frame = wideFrame([
  tableSeries(
    'email_opens',
    week(() => 500),
    range
  ),
  tableSeries(
    'jobs',
    week((i) => (i === HOURS - 1 ? 5_000 : 200)),
    range,
    { category: 'Queue System', tier: 'HIGH' }
  ),
  tableSeries(
    'أحداث',
    week((i) => (i % 2 ? null : 0)),
    range,
    { tier: 'GOLD' }
  ),
]);
frame.fields[2]!.getLinks = ({ valueRowIndex }) => [
  { href: `/row/${valueRowIndex}`, title: 'Explain this number', target: undefined, origin: {} as Field },
];

type Overrides = Partial<PanelProps<HeatmapOptions>>;

function show(
  series: DataFrame[] = [frame],
  options: Partial<HeatmapOptions> = {},
  data: Partial<PanelData> = {},
  overrides: Overrides = {}
) {
  const props = { ...panelProps(series, { ...DEFAULT_OPTIONS, ...options }, data), ...overrides };
  const view = render(<TrafficHeatmapPanel {...props} />);
  return { ...view, again: (more: Overrides) => view.rerender(<TrafficHeatmapPanel {...props} {...more} />) };
}

const heatmap = () => screen.getByRole('application');
const announced = () => document.querySelector('[aria-live=polite]');
const summary = () =>
  screen.getAllByRole('row').map((row) => [...row.children].map((cell) => cell.textContent).join(' | '));

test('a table for screen readers has a line for each row', () => {
  show();

  expect(summary()).toEqual([
    'Name | Group | Tier | Lowest | Mean | Highest | Latest | Expected | Buckets below | Buckets above | Known',
    'email_opens | Content DB | CRITICAL | 500 | 500 | 500 | 500 | 100 – 1K | 0 | 0 | 100%',
    'أحداث | Content DB | GOLD | 0 | 0 | 0 | 0 | 100 – 1K | 84 | 0 | 50%',
    'jobs | Queue System | HIGH | 200 | 229 | 5K | 5K | 100 – 1K | 0 | 1 | 100%',
  ]);
});

test('names, groups and tiers stand beside the cells, and the legend says what colours mean', () => {
  show();

  expect(screen.getByTitle('email_opens')).toHaveAttribute('dir', 'auto');
  expect(screen.getByTitle('Tier GOLD')).toHaveTextContent('GOLD');
  expect(screen.getByTitle('Queue System')).toBeVisible();
  const legend = within(screen.getByRole('list', { name: 'Legend' }));
  expect(legend.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual([
    'Value against the expected range',
    'Below10 … 100',
    'Within100 … 1K',
    'Above1K … 10K',
    'Unknown',
  ]);
});

const shownNames = () =>
  summary()
    .flatMap((line) => line.split(' | ')[0]!)
    .slice(1);

test.each([
  ['Name', ['email_opens', 'jobs', 'أحداث']],
  ['Highest', ['jobs', 'email_opens', 'أحداث']],
  ['Buckets outside the expected range', ['أحداث', 'jobs', 'email_opens']],
])('whoever sees it may sort the rows by %s', async (key, names) => {
  show([frame], { groupBy: '' });
  await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Sort rows by' }), key);

  expect(shownNames()).toEqual(names);
});

describe('when nothing was measured', () => {
  const empty = wideFrame([
    tableSeries(
      'jobs',
      week(() => null),
      range
    ),
  ]);

  test('it says why, as the data source does', () => {
    show([{ ...empty, meta: { notices: [{ severity: 'warning', text: 'no Prometheus is connected' }] } }]);

    expect(screen.getByRole('status')).toHaveTextContent(
      'Nothing was measured in this time rangeNo Prometheus is connected'
    );
    expect(screen.getByTitle('jobs')).toBeVisible();
  });

  test('it says what to try when the data source gives no reason', () => {
    show([empty]);

    expect(screen.getByRole('status')).toHaveTextContent('Choose a longer time range');
  });

  test('a single value is enough to say nothing', () => {
    show();

    expect(screen.queryByRole('status')).not.toBeInTheDocument();
  });
});

test('arrow keys move from cell to cell and say what is there', async () => {
  show();
  heatmap().focus();

  await userEvent.keyboard('{ArrowDown}');
  expect(announced()).toHaveTextContent(
    'email_opens, tier CRITICAL, Sun 2026-11-22 23:00 – Mon 2026-11-23 00:00 UTC, 500'
  );
  await userEvent.keyboard('{ArrowDown}');
  expect(announced()).toHaveTextContent(/^أحداث.*Unknown/);
  await userEvent.keyboard('{ArrowDown}');
  expect(announced()).toHaveTextContent(/^jobs.*5,000, 5 times the upper end/);
  await userEvent.keyboard('{Home}');
  expect(announced()).toHaveTextContent('Mon 2026-11-16 00:00 – 01:00 UTC, 200');
});

test('Enter pins the cell with its links, Escape closes it and gives the focus back', async () => {
  show();
  heatmap().focus();
  await userEvent.keyboard('{End}{ArrowDown}{ArrowDown}{Enter}');

  const dialog = screen.getByRole('dialog', { name: /^jobs/ });
  expect(within(dialog).getByRole('link', { name: 'Explain this number' })).toHaveAttribute(
    'href',
    `/row/${HOURS - 1}`
  );
  expect(dialog).toContainElement(document.activeElement as HTMLElement);

  await userEvent.keyboard('{Escape}');
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  expect(heatmap()).toHaveFocus();
});

test('a pinned cell survives a refresh, and goes with its row', async () => {
  const { again } = show();
  heatmap().focus();
  await userEvent.keyboard('{ArrowDown}{Enter}');

  const fresh = (table: string) => ({
    ...panelProps(
      [
        wideFrame([
          tableSeries(
            table,
            week(() => 777)
          ),
        ]),
      ],
      DEFAULT_OPTIONS
    ),
  });
  again({ data: fresh('email_opens').data });
  expect(within(screen.getByRole('dialog')).getByText('777')).toBeVisible();
  again({ data: fresh('another').data });
  expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
});

describe('the pointer', () => {
  const plot = () => heatmap().firstElementChild as HTMLElement;
  // jsdom lays nothing out: everything is at 0, 0, and the plot starts right of names and groups.
  const gutter = () => parseFloat(heatmap().querySelector('canvas')?.style.left ?? '');
  const width = () => parseFloat(heatmap().querySelector('canvas')?.style.width ?? '');
  // Nor has it pointer events; React takes the coordinates from any event of that type.
  const point = (type: string, init: MouseEventInit) =>
    fireEvent(plot(), new MouseEvent(type, { bubbles: true, ...init }));
  const at = (share: number, y = 5) => ({ clientX: gutter() + share * width(), clientY: y, button: 0 });

  test('shows what it points at, and a click keeps it', () => {
    show();

    point('pointermove', at(0.999));
    expect(screen.getByText('Within the expected range')).toBeVisible();
    fireEvent.pointerLeave(plot());
    expect(screen.queryByText('Within the expected range')).not.toBeInTheDocument();
    point('pointerdown', at(0.999));
    point('pointerup', at(0.999));
    expect(screen.getByRole('dialog', { name: /^email_opens/ })).toBeVisible();
    fireEvent.pointerDown(document.body);
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test.each([
    ['to the right', 0.2501, 0.7499],
    ['to the left', 0.7499, 0.2501],
  ])('selects whole buckets by dragging %s', (_, from, to) => {
    const onChangeTimeRange = jest.fn();
    show([frame], {}, {}, { onChangeTimeRange });

    point('pointerdown', at(from));
    point('pointermove', at(to));
    point('pointerup', at(to));

    expect(onChangeTimeRange).toHaveBeenCalledWith({ from: hour(42), to: hour(126) });
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
  });

  test('a double click shows twice as much time', () => {
    const onChangeTimeRange = jest.fn();
    show([frame], {}, {}, { onChangeTimeRange });

    fireEvent.doubleClick(plot());

    expect(onChangeTimeRange).toHaveBeenCalledWith({ from: hour(-84), to: hour(252) });
  });

  test.each([
    [DashboardCursorSync.Crosshair, [hour(84)]],
    [DashboardCursorSync.Off, []],
  ])('shares its time with other panels when the dashboard does (%d)', (sync, times) => {
    const eventBus = new EventBusSrv();
    const published: unknown[] = [];
    let cleared = 0;
    eventBus.subscribe(DataHoverEvent, ({ payload }) => published.push(payload.point?.time));
    eventBus.subscribe(DataHoverClearEvent, () => cleared++);
    render(
      <PanelContextProvider value={{ eventsScope: 'd', eventBus, sync: () => sync }}>
        <TrafficHeatmapPanel {...panelProps([frame], DEFAULT_OPTIONS)} eventBus={eventBus} />
      </PanelContextProvider>
    );

    point('pointermove', at(0.499));
    point('pointermove', at(0.4991));
    fireEvent.pointerLeave(plot());

    expect(published).toEqual(times);
    expect(cleared).toBe(times.length);
  });

  test('shows the time that another panel points at', () => {
    const eventBus = new EventBusSrv();
    render(
      <PanelContextProvider value={{ eventsScope: 'd', eventBus, sync: () => DashboardCursorSync.Crosshair }}>
        <TrafficHeatmapPanel {...panelProps([frame], DEFAULT_OPTIONS)} eventBus={eventBus} />
      </PanelContextProvider>
    );
    const overlay = () => plot().lastElementChild?.childElementCount;

    act(() => eventBus.publish(new DataHoverEvent({ point: { time: hour(5) } })));
    expect(overlay()).toBe(1);
    act(() => eventBus.publish(new DataHoverClearEvent()));
    expect(overlay()).toBe(0);
  });
});

test('many rows can be filtered, and only those in sight are elements', async () => {
  const many = Array.from({ length: 10_000 }, (_, i) => tableSeries(`table_${i}`, [i]));
  show([wideFrame(many)]);

  expect(screen.getAllByTitle(/^table_/).length).toBeLessThan(40);
  expect(screen.getByText(/^Each row over the time range\. 9900 more rows/)).toBeInTheDocument();
  await userEvent.type(screen.getByRole('searchbox', { name: 'Filter rows' }), 'table_99');
  expect(heatmap()).toHaveAccessibleName('111 rows over time');
  await userEvent.type(screen.getByRole('searchbox'), 'x');
  await userEvent.click(screen.getByRole('button', { name: 'Show all rows' }));
  expect(heatmap()).toHaveAccessibleName('10000 rows over time');
});

test('the export holds the rows that are shown, in their order', async () => {
  const files = savedFiles();
  show([frame], { filter: '/jobs|opens/', sortBy: 'name', sortDescending: true });

  await userEvent.click(screen.getByRole('button', { name: 'Export Panel' }));
  await userEvent.click(screen.getByRole('menuitem', { name: /CSV/ }));

  const lines = (await textOf(files[0]!.content)).trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 2 * HOURS);
  expect(lines[1]).toBe('2026-11-16T00:00:00Z,2026-11-16T01:00:00Z,jobs,Queue System,HIGH,,200,100,1000,0');
  expect(lines.at(-1)).toMatch(/^2026-11-22T23:00:00Z,2026-11-23T00:00:00Z,email_opens,/);
});

test('the picture holds rows that are scrolled out of sight as well', async () => {
  savedFiles();
  let names = 0;
  jest.mocked(drawPicture).mockImplementation(async (picture) => {
    names = picture.querySelectorAll('[title^=table_]').length;
    return new Blob();
  });
  const many = Array.from({ length: 100 }, (_, i) => tableSeries(`table_${i}`, [i]));
  show([wideFrame(many)]);
  expect(screen.getAllByTitle(/^table_/).length).toBeLessThan(40);

  await userEvent.click(screen.getByRole('button', { name: 'Export Panel' }));
  await userEvent.click(screen.getByRole('menuitem', { name: /PNG/ }));

  await waitFor(() => expect(names).toBe(100), { timeout: 10_000 });
});

test('the filter option takes variables', () => {
  show([frame], { filter: '$table' }, {}, { replaceVariables: (text) => text.replace('$table', 'jobs') });

  expect(heatmap()).toHaveAccessibleName('1 rows over time');
});

test('options of a dashboard saved by an older version are completed', () => {
  render(<TrafficHeatmapPanel {...panelProps<HeatmapOptions>([frame], {} as HeatmapOptions)} />);

  expect(heatmap()).toHaveAccessibleName('3 rows over time');
});

const noTime = toDataFrame({ fields: [{ name: 'a', type: FieldType.number, values: [1] }] });
const noNumber = toDataFrame({
  fields: [
    { name: 'time', type: FieldType.time, values: [1] },
    { name: 'a', type: FieldType.string, values: ['x'] },
  ],
});

test.each<[string, DataFrame[], Partial<HeatmapOptions>, Partial<PanelData>, string, RegExp]>([
  [
    'an error',
    [],
    {},
    { state: LoadingState.Error, errors: [{ message: 'step: at least 60s' }] },
    'alert',
    /step: at least 60s/,
  ],
  ['no data', [], {}, {}, 'status', /longer time range/],
  ['no times', [noTime], {}, {}, 'status', /format Time series/],
  ['no numbers', [noNumber], {}, {}, 'status', /Convert field type/],
  ['a filter that matches nothing', [frame], { filter: 'zzz' }, {}, 'status', /panel option Filter/],
  ['nothing unknown', [wideFrame([{ values: week(() => 1) }])], { show: 'unknown' }, {}, 'status', /All rows/],
  ['nothing outside', [wideFrame([{ values: week(() => 1) }])], { show: 'outside' }, {}, 'status', /All rows/],
])('%s: what to do about it', (_, series, options, data, role, advice) => {
  show(series, options, data);

  expect(screen.getByRole(role)).toHaveTextContent(advice);
});

test('points outside the time range are a click away', async () => {
  const onChangeTimeRange = jest.fn();
  const old = toDataFrame({
    fields: [
      { name: 'time', type: FieldType.time, values: [1_000_000, 2_000_000] },
      { name: 'a', type: FieldType.number, values: [1, 2] },
    ],
  });
  show([old], {}, {}, { onChangeTimeRange });

  await userEvent.click(screen.getByRole('button', { name: 'Zoom to data' }));

  expect(onChangeTimeRange).toHaveBeenCalledWith({ from: 940_000, to: 2_060_000 });
});

test('nothing is said while the first answer is on its way, and the old picture stays while the next is', () => {
  const { container } = show([], {}, { state: LoadingState.Loading });
  expect(container).toBeEmptyDOMElement();

  show([frame], {}, { state: LoadingState.Loading });
  expect(heatmap()).toBeVisible();
});
