import { dateTime } from '@grafana/data';
import fc from 'fast-check';

import { fileName } from './fileName';

const range = { from: dateTime('2026-11-16T00:00:00Z'), to: dateTime('2026-11-23T06:30:15.250Z') };
const RANGE = '20261116T000000Z-20261123T063015Z';

test.each([
  ['Table traffic', `Table traffic ${RANGE}.csv`],
  ['', `Panel ${RANGE}.csv`],
  ['../etc/passwd', `etc passwd ${RANGE}.csv`],
  ['a:b*c?"d"<e>|f\\g\n', `a b c d e f g ${RANGE}.csv`],
  ['  جدول  ', `جدول ${RANGE}.csv`],
  ['invoice\u202Efdp.exe', `invoice fdp.exe ${RANGE}.csv`],
  ['😀'.repeat(300), `${'😀'.repeat(48)} ${RANGE}.csv`],
])('%j', (title, name) => {
  expect(fileName(title, range, 'csv')).toBe(name);
});

test('any title makes a name that every file system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (title) => {
      const name = fileName(title, range, 'png');
      expect(name).not.toMatch(/[\\/:*?"<>|\0-\x1F]|^[. ]/);
      expect(name).toMatch(/Z\.png$/);
      expect(new TextEncoder().encode(name).length).toBeLessThanOrEqual(255);
    })
  );
});
