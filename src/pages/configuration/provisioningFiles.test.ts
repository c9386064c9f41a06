import { readFileSync } from 'fs';
import path from 'path';

import { PROVISIONING_FILES } from './provisioningFiles';

const PROVISIONING = path.resolve(__dirname, '../../../provisioning');

test.each(Object.entries(PROVISIONING_FILES))('%s is the shipped file without its comments', (file, content) => {
  const shipped = readFileSync(path.join(PROVISIONING, file), 'utf8');
  const withoutComments = shipped
    .split('\n')
    .filter((line) => !line.trim().startsWith('#'))
    .join('\n');

  expect(content).toBe(withoutComments);
});
