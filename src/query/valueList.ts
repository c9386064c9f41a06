// Filters hold one exact value, or several as {a,b,c}. In a list a backslash keeps a comma, brace or backslash as
// it is. pkg/query/selection.go reads the same grammar.

/** The values of a filter's text; none when the text is empty. A list without its closing brace is one value. */
export function readValues(text: string): string[] {
  if (text === '') {
    return [];
  }
  return (text.startsWith('{') && splitList(text)) || [text];
}

/** The filter's text for exact values, empty for none. */
export function writeValues(values: string[], escape = escapeValue): string {
  const [first] = values;
  if (first === undefined) {
    return '';
  }
  return values.length > 1 || first.startsWith('{') ? `{${values.map(escape).join(',')}}` : first;
}

/** As `writeValues` for values that people typed, in which references to variables stay references. */
export function writeTypedValues(values: string[]): string {
  return writeValues(values, (value) =>
    value
      .split(/(\$\w+|\$\{[^}]*\}|\[\[[^\]]*\]\])/)
      .map((part, index) => (index % 2 === 1 ? part : escapeValue(part)))
      .join('')
  );
}

function escapeValue(value: string): string {
  return value.replace(/[\\,{}]/g, '\\$&');
}

/** The elements of `{a,b}`, `undefined` when the last character does not close it. */
function splitList(text: string): string[] | undefined {
  const values: string[] = [];
  let value = '';
  for (let at = 1; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === '\\' && /[\\,{}]/.test(text.charAt(at + 1))) {
      value += text.charAt(++at);
    } else if (character === ',') {
      values.push(value);
      value = '';
    } else if (character === '}' && at === text.length - 1) {
      return [...values, value];
    } else {
      value += character;
    }
  }
  return undefined;
}
