/** A number or truth value as it is; text, which may come from anywhere; null where unknown. */
export type CsvCell = string | number | boolean | null;

/** RFC 4180 ends every line, the last one too, like this. */
const LINE_END = '\r\n';

/** How many lines become one part of the file: neither thousands of parts nor one text too long for the browser. */
const LINES_PER_PART = 2_000;

/** Without it, spreadsheets read UTF-8 as an older encoding; other programs stumble over it, so only where it matters. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * Lines as a CSV file by RFC 4180, the first of them the header. Numbers have every digit, a point and no separators;
 * unknown ones are empty. Text that a spreadsheet would take for a formula is marked as text by an apostrophe
 * (https://owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvFile(lines: Iterable<CsvCell[]>): Blob {
  const parts: string[] = [];
  let part: string[] = [];
  const close = () => {
    parts.push(part.join(''));
    part = [];
  };
  for (const line of lines) {
    part.push(line.map(cellText).join(',') + LINE_END);
    if (part.length === LINES_PER_PART) {
      close();
    }
  }
  close();
  const mark = parts.some((text) => NOT_ASCII.test(text)) ? [BYTE_ORDER_MARK] : [];
  return new Blob([...mark, ...parts], { type: 'text/csv;charset=utf-8' });
}

const NOT_ASCII = /[^\0-\x7F]/;

const FORMULA = /^[=+\-@\t\r]/;

const TO_QUOTE = /[",\r\n]/;

function cellText(cell: CsvCell): string {
  if (typeof cell !== 'string') {
    return cell === null ? '' : String(cell);
  }
  const text = FORMULA.test(cell) ? `'${cell}` : cell;
  return TO_QUOTE.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
