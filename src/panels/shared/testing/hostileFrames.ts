import { type DataFrame, type Field, FieldType } from '@grafana/data';
import fc from 'fast-check';

/** Names that panels look for, and names that objects have of their own. */
const NAMES = [
  'kpi',
  'value',
  'tenants',
  'status',
  'target',
  'time',
  'x_low',
  'x_high',
  'current',
  '',
  '__proto__',
  'constructor',
];
const TYPES = Object.values(FieldType);

const name = fc.oneof(fc.constantFrom(...NAMES), fc.string({ maxLength: 300 }));

const number = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, -0, 1e300, -1e-300));

/** A time in or near the range of tests, for otherwise nearly every point would lie outside. */
const time = fc.integer({ min: Date.UTC(2026, 10, 15), max: Date.UTC(2026, 10, 24) });

const cell = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: time },
  fc.string({ maxLength: 20 }),
  fc.boolean(),
  fc.constantFrom(null, undefined, '2026-11-17T00:00:00Z', {}, [], 'أحداث')
);

const labels = fc.option(fc.dictionary(name, fc.string({ maxLength: 20 }), { maxKeys: 3 }), { nil: undefined });

const config = fc.record(
  {
    unit: fc.constantFrom('short', 'bytes', 'percentunit', 'no such unit'),
    interval: number,
    displayName: name,
    custom: fc.record({ expected: fc.oneof(fc.record({ low: cell, high: cell }), cell) }, { requiredKeys: [] }),
  },
  { requiredKeys: [] }
);

const field = (length: number): fc.Arbitrary<Field> =>
  fc.record({
    name,
    type: fc.constantFrom(...TYPES, FieldType.time, FieldType.number, FieldType.number),
    config,
    labels,
    values: fc.oneof(fc.array(cell, { maxLength: 12 }), fc.array(time, { minLength: length, maxLength: length })),
  });

const frame: fc.Arbitrary<DataFrame> = fc.nat({ max: 12 }).chain((length) =>
  fc.record({
    length: fc.constant(length),
    name: fc.option(name, { nil: undefined }),
    refId: fc.constantFrom(undefined, 'A', 'B'),
    meta: fc.oneof(
      fc.constant(undefined),
      fc.record({ custom: fc.oneof(cell, fc.record({ measure: cell, rows: cell, upstream: fc.array(cell) })) })
    ),
    fields: fc.array(field(length), { maxLength: 6 }),
  })
) as fc.Arbitrary<DataFrame>;

/** Answers that no data source should give: fields of any type with values of any other, of uneven length. */
export const hostileFrames = fc.array(frame, { maxLength: 4 });
