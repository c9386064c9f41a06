import { type DataFrame, FieldType, LoadingState, type PanelData, toDataFrame } from '@grafana/data';
import { DataSourceWithBackend, setDataSourceSrv } from '@grafana/runtime';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';

import { panelProps } from '../shared/testing/panelProps';
import { savedFiles, textOf } from '../shared/testing/savedFiles';
import { KpiScorecardPanel } from './KpiScorecardPanel';
import { DEFAULT_OPTIONS, type ScorecardOptions } from './options';
import { kpiTable, kpiTrendFrame } from './testing/kpiFrames';

const show = (series: DataFrame[], options: Partial<ScorecardOptions> = {}, data: Partial<PanelData> = {}) =>
  render(<KpiScorecardPanel {...panelProps(series, { ...DEFAULT_OPTIONS, ...options }, data)} />);

const tiles = () => screen.queryAllByRole('listitem').map((item) => within(item).getByRole('button'));
const tile = () => tiles()[0]!;

describe('a tile', () => {
  test('says what the KPI is, where it stands, and how sure that is', () => {
    show([kpiTable([{}])]);

    expect(tile()).toHaveTextContent('Availability 99.95% target ≥ 99.9% Met 50% budget left n 43.2K · cov. 99.8%');
  });

  test('is calm about what is not known, and gives the reason', () => {
    const reason = 'Only 12 requests; 388 more would decide';
    show([
      kpiTable([{ value: null, status: 'insufficient_data', samples: 12, budget_remaining: null, reason }]),
      kpiTrendFrame({ kpi: 'availability' }, [1, 1]),
    ]);

    expect(tile()).toHaveTextContent(
      `Availability –unknown target ≥ 99.9% Insufficient data n 12 · cov. 99.8% ${reason}`
    );
    expect(document.querySelector('path')).not.toBeInTheDocument();
  });

  test('shows the fleet beside the hottest instance, and the demand beside the capacity', () => {
    show([
      kpiTable([
        { name: 'CPU', value: 0.72, target: 0.8, comparison: '<', fleet: 0.41 },
        { name: 'Throughput', unit: 'requests_per_minute', value: 1_240, target: 1_000, demand: 860 },
      ]),
    ]);

    expect(tiles()[0]).toHaveTextContent('CPU 72% target < 80% Met fleet 41%');
    expect(tiles()[1]).toHaveTextContent('Throughput 1.24K req/min target ≥ 1K Met demand 860');
  });

  test('draws the trend with its gap and the target', () => {
    show([kpiTable([{}]), kpiTrendFrame({ kpi: 'availability' }, [1, null, 1])]);

    expect(document.querySelector('svg path[d^="M0"]')).toHaveAttribute('d', expect.stringMatching(/^M.*M/));
    expect(document.querySelector('svg line')).toBeInTheDocument();
  });

  test('of a trend without a row and without a point says what to do', () => {
    show([kpiTrendFrame({ kpi: 'cpu_utilization' }, [null, null])]);

    expect(tile()).toHaveTextContent('CPU utilization –unknown No verdict Neither a value nor a trend came for it');
    expect(document.querySelector('svg path[d^="M0"]')).not.toBeInTheDocument();
  });

  test('tells everything exactly on hover', async () => {
    show([kpiTable([{ value: 0.99951234 }])]);

    await userEvent.hover(tile());

    const tooltip = await screen.findByRole('tooltip');
    expect(tooltip).toHaveTextContent('Value99.951234%');
    expect(tooltip).toHaveTextContent('Between99.93% to 99.97%');
    expect(tooltip).toHaveTextContent('Samples43,200');
    expect(tooltip).toHaveTextContent('Window30 d');
  });
});

describe('options', () => {
  const rows = [
    { name: 'A', status: 'met' },
    { name: 'B', status: 'insufficient_data' },
    { name: 'C', status: 'missed' },
  ];

  test('the worst come first when asked to', () => {
    show([kpiTable(rows)], { order: 'worst' });

    expect(tiles().map((tile) => tile.textContent?.charAt(0))).toEqual(['C', 'B', 'A']);
  });

  test('the verdict stands above the tiles', () => {
    show([kpiTable(rows)], { showVerdict: true });

    expect(screen.getByText('1 of 3 targets missed: C; 1 not known: B')).toBeVisible();
  });

  test('trend and budget can be left out', () => {
    const frames = [kpiTable([{}]), kpiTrendFrame({ kpi: 'availability' }, [1, 1])];
    show(frames, { showSparkline: false, showBudget: false });

    expect(document.querySelector('svg path[d^="M0"]')).not.toBeInTheDocument();
    expect(tile()).not.toHaveTextContent('budget');
  });

  test.each([
    [{ lower: 0.0463, upper: 0.226 }, '4.63% to 22.6%'],
    [{ lower: 0.0463, upper: null }, '≥ 4.63%'],
    [{ lower: null, upper: 0.226 }, '≤ 22.6%'],
    [{ lower: 0.0463, upper: 0.226, fleet: 0.5 }, 'fleet 50%'],
  ])('the interval stands beside the value when asked to: %j', (row, text) => {
    const frames = [kpiTable([{ value: 0.106, budget_remaining: null, ...row }])];
    const { unmount } = show(frames, { showInterval: true });
    expect(tile()).toHaveTextContent(text);
    unmount();

    show([kpiTable([{ value: 0.106, budget_remaining: null, lower: 0.0463, upper: 0.226 }])]);
    expect(tile()).not.toHaveTextContent('22.6%');
  });

  test('what published figures say is evidence, and no label', async () => {
    show([kpiTable([{}], { benchmark: ['DORA 2024: high'] })]);
    expect(tile()).not.toHaveTextContent('DORA');

    await userEvent.hover(tile());
    expect(await screen.findByRole('tooltip')).toHaveTextContent('BenchmarkDORA 2024: high');
  });

  test('a panel without a title is a region all the same', () => {
    const { rerender } = render(<KpiScorecardPanel {...panelProps([kpiTable([{}])], DEFAULT_OPTIONS)} title="" />);
    expect(screen.getByRole('region', { name: 'KPI scorecard' })).toContainElement(tile());

    rerender(<KpiScorecardPanel {...panelProps([kpiTable([{}])], DEFAULT_OPTIONS)} />);
    expect(screen.queryByRole('region')).not.toBeInTheDocument();
  });

  test('a panel saved without options has the defaults', () => {
    render(<KpiScorecardPanel {...panelProps([kpiTable([{}])], {} as ScorecardOptions)} />);

    expect(tile()).toHaveTextContent('50% budget left');
  });
});

describe('the explanation', () => {
  const target = { refId: 'A', queryType: 'kpi', service: '$service', datasource: { type: 'x', uid: 'headroom' } };
  const request = { targets: [target] } as unknown as PanelData['request'];
  const custom = {
    rows: [
      {
        kpi: 'availability',
        formula: 'availability.probe',
        substituted: '1 − 2 ÷ 43200 = 99.995 %',
        facts: { budget_minutes: 43.2 },
      },
    ],
    upstream: [{ source: 'prometheus', query: 'every query' }],
  };
  const frame = { ...kpiTable([{ reason: 'Fine' }]), meta: { custom } };
  const open = async () => {
    // The first stop scrolls the panel.
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');
    return screen.findByRole('dialog');
  };

  test('opens by keyboard with what the frame says', async () => {
    show([frame]);

    const dialog = await open();

    expect(dialog).toHaveTextContent('Fine');
    expect(dialog).toHaveTextContent('FormulaTime up ÷ time observed by probes');
    expect(dialog).toHaveTextContent('Computed1 − 2 ÷ 43200 = 99.995 %');
    expect(dialog).toHaveTextContent('Not observed1.44 h');
    expect(dialog).toHaveTextContent('Budget43.2 min');
    expect(within(dialog).getByText('every query')).toBeVisible();
    expect(within(dialog).queryByRole('link', { name: 'Explore' })).not.toBeInTheDocument();
  });

  test('asks the data source for the queries of this number alone', async () => {
    const postResource = jest.fn().mockResolvedValue({
      evidence: { upstream: [{ source: 'prometheus', query: 'its own query' }] },
      rows: [{ kpi: 'availability', formula: 'availability.probe' }],
    });
    const dataSource = Object.assign(Object.create(DataSourceWithBackend.prototype), { postResource });
    setDataSourceSrv({ get: async () => dataSource } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    const props = panelProps([frame], DEFAULT_OPTIONS, { request });
    render(<KpiScorecardPanel {...props} replaceVariables={(text) => text.replace('$service', 'api')} />);

    const dialog = await open();

    expect(await within(dialog).findByText('its own query')).toBeVisible();
    expect(postResource).toHaveBeenCalledTimes(1);
    expect(postResource.mock.calls[0]).toMatchObject([
      'explain',
      { queryType: 'kpi', kpis: ['availability'], service: 'api', labels: {}, to: '2026-11-23T00:00:00.000Z' },
      { showErrorAlert: false },
    ]);
    expect(within(dialog).getByRole('link', { name: 'Explore' })).toHaveAttribute(
      'href',
      expect.stringContaining('%22service%22:%22api%22')
    );
  });

  test('does without a data source that is gone', async () => {
    setDataSourceSrv({
      get: () => Promise.reject(new Error('not found')),
    } as unknown as Parameters<typeof setDataSourceSrv>[0]);
    show([frame], {}, { request });

    expect(within(await open()).getByText('every query')).toBeVisible();
  });

  test('closes, and gives the focus back', async () => {
    show([frame]);

    await open();
    await userEvent.click(screen.getByLabelText('Close'));

    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    expect(tile()).toHaveFocus();
  });
});

test('every KPI is exported, in the order shown', async () => {
  const files = savedFiles();
  show([kpiTable([{ name: 'Good' }, { name: 'Bad', status: 'missed' }])], { order: 'worst', showVerdict: true });

  await userEvent.click(screen.getByRole('button', { name: 'Export Panel' }));
  await userEvent.click(screen.getByRole('menuitem', { name: /CSV/ }));

  const lines = (await textOf(files[0]!.content)).trimEnd().split('\r\n');
  expect(lines).toHaveLength(3);
  expect(lines[1]).toBe('availability,Bad,0.9995,ratio,0.999,>=,missed,,43200,0.998,2592000,0.9993,0.9997,0.5,,,,');
});

describe('without a KPI', () => {
  test.each([
    ['an error says what failed', [], { error: { message: 'no such metric' } }, 'alert', 'no such metric'],
    ['data of another kind', [toDataFrame([{ a: 1 }])], {}, 'status', 'No KPI in this data'],
    ['no data', [], {}, 'status', 'No KPI asked for'],
    ['an answer without rows', [kpiTable([])], {}, 'status', 'No KPI asked for'],
  ])('%s', (_, series, data, role, text) => {
    show(series, {}, data);

    expect(screen.getByRole(role)).toHaveTextContent(text);
  });

  test('while the first answer is under way there is nothing to say', () => {
    const { container } = show([], {}, { state: LoadingState.Loading });

    expect(container).toBeEmptyDOMElement();
  });
});

describe('bad input', () => {
  test('everything unknown', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'kpi', type: FieldType.string, values: ['availability', ''] },
        { name: 'value', type: FieldType.number, values: [null, null] },
      ],
    });
    show([frame]);

    expect(tiles().map((tile) => tile.textContent)).toEqual([
      expect.stringContaining('No verdict'),
      expect.stringContaining('No verdict'),
    ]);
  });

  test('a status of a newer version is shown in its own word', () => {
    show([kpiTable([{ status: 'under_review' }])]);

    expect(tile()).toHaveTextContent('Under review');
  });

  test('long and right-to-left names keep their direction', () => {
    show([kpiTable([{ name: 'x'.repeat(300) }, { name: 'التوفر' }])]);

    expect(screen.getByText('التوفر')).toHaveAttribute('dir', 'auto');
    expect(tiles()).toHaveLength(2);
  });

  test('values that no KPI can have stay legible', () => {
    show([
      kpiTable([
        { value: -0.25 },
        { value: 1e300 },
        { value: -1e21, unit: 'seconds', target: 2 },
        { value: Infinity },
        { value: 5, unit: 'furlongs_per_fortnight', target: null },
      ]),
    ]);

    ['-25%', '1E302%', '-1.16E16 d', '–unknown', '5 furlongs per fortnight'].forEach((text, index) =>
      expect(tiles()[index]).toHaveTextContent(text)
    );
  });

  test('the same KPI twice is shown twice', () => {
    show([kpiTable([{}, { value: 0.9 }]), kpiTable([{ value: 0.8 }])]);

    expect(tiles()).toHaveLength(3);
  });

  test('a time series in the long format is explained', () => {
    const frame = toDataFrame({
      fields: [
        { name: 'time', type: FieldType.time, values: [1, 1] },
        { name: 'host', type: FieldType.string, values: ['a', 'b'] },
        { name: 'load', type: FieldType.number, values: [1, 2] },
      ],
    });
    show([frame]);

    expect(screen.getByRole('status')).toHaveTextContent(/time series with a label “kpi”/);
  });

  test('10,000 rows show what can be read, and how many are left', () => {
    show([kpiTable(Array.from({ length: 10_000 }, () => ({})))], { showVerdict: true });

    expect(tiles()).toHaveLength(60);
    expect(screen.getByText(/^And 9940 more/)).toBeVisible();
    expect(screen.getByText('All 10000 targets met')).toBeVisible();
  });
});
