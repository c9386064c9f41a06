// Copies the pictures that the documentation shows from those that the tests of the screens keep.
import { copyFile } from 'node:fs/promises';

const IMAGES = { 'overview.png': 'overview-loaded-dark-1440.png' };

for (const [image, picture] of Object.entries(IMAGES)) {
  await copyFile(`screenshots/${picture}`, `../docs/img/${image}`);
}
