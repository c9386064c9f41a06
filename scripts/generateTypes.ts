// Writes the TypeScript types of queries and settings from the JSON Schemas that Go generates from its own
// structs. With --check nothing is written and a file that would change fails the run.
import { existsSync, readFileSync, writeFileSync } from 'fs';
import { compileFromFile } from 'json-schema-to-typescript';
import { resolve } from 'path';

const root = resolve(__dirname, '..');
const targets = [
  { schema: 'pkg/schema/queries.gen.json', types: 'src/query/query.gen.ts' },
  { schema: 'pkg/schema/settings.gen.json', types: 'src/query/settings.gen.ts' },
];

/** Gives the files that are out of date; writes them unless only checking. */
async function generate(check: boolean): Promise<string[]> {
  const stale: string[] = [];
  for (const { schema, types } of targets) {
    const text = await compileFromFile(resolve(root, schema), {
      bannerComment: `// Generated from ${schema} by \`npm run generate:types\`; do not edit.`,
      // A list of at most twenty would become twenty tuples.
      ignoreMinAndMaxItems: true,
      style: { singleQuote: true, printWidth: 120 },
    });
    const file = resolve(root, types);
    if (!existsSync(file) || text !== readFileSync(file, 'utf8')) {
      stale.push(types);
    }
    if (!check) {
      writeFileSync(file, text);
    }
  }
  return stale;
}

const check = process.argv.includes('--check');
void generate(check).then((stale) => {
  if (check && stale.length > 0) {
    process.stderr.write(`out of date: ${stale.join(', ')}; run \`go generate ./... && npm run generate:types\`\n`);
    process.exitCode = 1;
  }
});
