// Writes the TypeScript types of queries and settings from the JSON Schemas that Go generates from its own
// structs. With --check nothing is written and a file that would change fails the run.
import { readFile, writeFile } from 'node:fs/promises';
import { compileFromFile } from 'json-schema-to-typescript';

const root = new URL('../../', import.meta.url);
const targets = [
  { schema: 'pkg/schema/queries.gen.json', types: 'src/query/query.gen.ts' },
  { schema: 'pkg/schema/settings.gen.json', types: 'src/query/settings.gen.ts' },
];
const check = process.argv.includes('--check');

const stale = [];
for (const { schema, types } of targets) {
  const text = await compileFromFile(new URL(schema, root).pathname, {
    bannerComment: `// Generated from ${schema} by \`npm run generate:types\`; do not edit.`,
    // A list of at most twenty would become twenty tuples.
    ignoreMinAndMaxItems: true,
    style: { singleQuote: true, printWidth: 120 },
  });
  const file = new URL(types, root);
  if (!check) {
    await writeFile(file, text);
  } else if (text !== (await readFile(file, 'utf8').catch(() => ''))) {
    stale.push(types);
  }
}
if (stale.length > 0) {
  process.stderr.write(`out of date: ${stale.join(', ')}; run \`go generate ./... && npm run generate:types\`\n`);
  process.exitCode = 1;
}
