import fc from 'fast-check';

import { episodesOf, type Firing, type Series } from './history';

const MINUTE = 60_000;
const START = Date.UTC(2026, 10, 1);

const ABOVE_1: Firing = {
  evaluator: { type: 'gt', params: [1] },
  noDataState: 'OK',
  forSeconds: 300,
  intervalSeconds: 60,
};

/** A point a minute from START on. */
const series = (...values: Array<number | null>): Series => ({
  name: 'value',
  labels: {},
  times: values.map((_, index) => START + index * MINUTE),
  values,
  stepMs: MINUTE,
});

/** Episodes in minutes from START. */
const told = (values: Array<number | null>, rule: Partial<Firing> = {}, endMinute = values.length) =>
  episodesOf(series(...values), { ...ABOVE_1, ...rule }, START + endMinute * MINUTE).map(
    ({ from, to, firedAt, open }) => ({
      from: (from - START) / MINUTE,
      to: (to - START) / MINUTE,
      ...(firedAt !== undefined && { firedAt: (firedAt - START) / MINUTE }),
      open,
    })
  );

const minutes = (count: number, value: number) => Array<number>(count).fill(value);

describe('for', () => {
  test('a breach of six minutes fires after five', () => {
    expect(told([0, ...minutes(6, 2), 0])).toEqual([{ from: 1, to: 7, firedAt: 6, open: false }]);
  });

  test('a breach that ends at the evaluation at which it would fire stays pending', () => {
    expect(told([0, ...minutes(5, 2), 0])).toEqual([{ from: 1, to: 6, open: false }]);
  });

  test('one evaluation without a breach starts it anew', () => {
    expect(told([...minutes(4, 2), 0, ...minutes(4, 2), 0]).map(({ firedAt }) => firedAt)).toEqual([
      undefined,
      undefined,
    ]);
  });

  test('no time to hold fires at the first breach', () => {
    expect(told([0, 2, 0], { forSeconds: 0 })).toEqual([{ from: 1, to: 2, firedAt: 1, open: false }]);
  });

  test('it fires at an evaluation, not between two', () => {
    expect(told(minutes(20, 2), { forSeconds: 240, intervalSeconds: 180 })[0]?.firedAt).toBe(6);
  });

  test('a breach at the end of the history is still open', () => {
    expect(told([0, ...minutes(5, 2)])).toEqual([{ from: 1, to: 6, firedAt: 6, open: true }]);
    expect(told([0, ...minutes(5, 2)], {}, 5.5)).toEqual([{ from: 1, to: 5.5, open: true }]);
  });
});

describe('between points that are further apart than the rule looks', () => {
  const hourly = {
    name: 'hourly',
    labels: {},
    times: [0, 1, 2].map((hour) => START + hour * 60 * MINUTE),
    values: [0, 2, 0],
    stepMs: 60 * MINUTE,
  };

  test("the earlier point's value stands", () => {
    expect(episodesOf(hourly, ABOVE_1, START + 180 * MINUTE)).toEqual([
      { from: START + 60 * MINUTE, to: START + 120 * MINUTE, firedAt: START + 65 * MINUTE, open: false },
    ]);
  });
});

describe('what breaches', () => {
  test.each<[Firing['evaluator'], number[]]>([
    [{ type: 'gt', params: [1] }, [2, 3]],
    [{ type: 'lt', params: [1] }, [-1, 0]],
    [{ type: 'outside_range', params: [0, 2] }, [-1, 3]],
  ])('%j', (evaluator, breaching) => {
    const values = [-1, 0, 1, 2, 3];
    const found = values.filter((value) => told([value], { evaluator, forSeconds: 0 }).length > 0);

    expect(found).toEqual(breaching);
  });

  test('a missing value is normal, or a breach, as the rule says', () => {
    expect(told([2, null, 2], { forSeconds: 0 })).toHaveLength(2);
    expect(
      told([0, null, 0], { forSeconds: 0, noDataState: 'Alerting', evaluator: { type: 'lt', params: [-1] } })
    ).toEqual([{ from: 1, to: 2, firedAt: 1, open: false }]);
  });

  test('only a missing value breaches where there is no bound', () => {
    expect(told([0, null, 2], { forSeconds: 0, evaluator: undefined })).toEqual([
      { from: 1, to: 2, firedAt: 1, open: false },
    ]);
  });

  test('nothing at all has no episode', () => {
    expect(told([])).toEqual([]);
  });
});

test('episodes are in order, apart, as long as their firing needs, and a longer "for" never fires more', () => {
  const values = fc.array(fc.option(fc.integer({ min: 0, max: 2 }), { nil: null }), { maxLength: 40 });

  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 600 }), fc.integer({ min: 0, max: 600 }), (points, short, more) => {
      const at = (forSeconds: number) => told(points, { forSeconds });
      const fired = (forSeconds: number) => at(forSeconds).filter(({ firedAt }) => firedAt !== undefined).length;
      const found = at(short);

      found.forEach(({ from, to, firedAt = from }, index) => {
        expect(from).toBeLessThan(to);
        expect(from).toBeGreaterThan(found[index - 1]?.to ?? -1);
        expect(firedAt).toBeLessThanOrEqual(to);
      });
      expect(fired(short + more)).toBeLessThanOrEqual(fired(short));
    })
  );
});
