import fc from 'fast-check';

import { type CsvCell, csvFile } from './csv';
import { textOf } from '../testing/savedFiles';

test.each<[string, CsvCell[][], string]>([
  [
    'every line ends in CR LF',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
    'a,b\r\nc,d\r\n',
  ],
  ['nothing at all', [], ''],
  ['numbers have every digit', [[0.1, 1e21, -5, 300.00000000000006]], '0.1,1e+21,-5,300.00000000000006\r\n'],
  ['the unknown is empty', [[null, '', 0, false]], ',,0,false\r\n'],
  ['commas, quotes and line breaks are quoted', [['a,b', 'c"d', 'e\nf']], '"a,b","c""d","e\nf"\r\n'],
  ['formulas are text', [['=1+1', '+1', '-1', '@SUM(A1)', '\t=1']], "'=1+1,'+1,'-1,'@SUM(A1),'\t=1\r\n"],
  ['a formula that needs quotes', [['=HYPERLINK("a","b")']], '"\'=HYPERLINK(""a"",""b"")"\r\n'],
  ['only text other than ASCII has a byte order mark', [['أحداث']], '\uFEFFأحداث\r\n'],
])('%s', async (_, lines, text) => {
  expect(await textOf(csvFile(lines))).toBe(text);
});

test('a file is as long as its lines are many', async () => {
  const lines = Array.from({ length: 5_001 }, (_, line) => [line]);

  expect((await textOf(csvFile(lines))).trimEnd().split('\r\n').map(Number)).toEqual(lines.flat());
});

test('whatever text goes in comes out again, marked where it would be a formula', async () => {
  const text = fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[=+\-@\t\r\n",']{1,4}$/));
  const table = fc.array(fc.tuple(text, text), { minLength: 1, maxLength: 40 });

  await fc.assert(
    fc.asyncProperty(table, async (lines) => {
      const read = parsed((await textOf(csvFile(lines))).replace(/^\uFEFF/, ''));
      expect(read).toEqual(lines.map((line) => line.map(marked)));
    }),
    { numRuns: 10 }
  );
});

const marked = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** RFC 4180, the other way round. */
function parsed(text: string): string[][] {
  const lines: string[][] = [];
  let line: string[] = [];
  for (const [, quoted, plain = '', end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n"]*))(,|\r\n)/g)) {
    line.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end !== ',') {
      lines.push(line);
      line = [];
    }
  }
  return lines;
}
