import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

import { nearestWord } from './nearest-word.ts';

/**
 * The package of the icon font lists its names only in its types, which are an array of words.
 *
 * @throws Error where the icon font has no icon of that name
 */
export function checkIcon(icon: string): void {
  const types = createRequire(import.meta.url).resolve('material-symbols/index.d.ts');
  const icons = new Set(readFileSync(types, 'utf8').match(/[a-z0-9_]+(?=")/g));
  if (icons.has(icon)) return;
  const near = nearestWord(icon, icons);
  const hint = near === undefined ? '' : ` Did you mean '${near}'?`;
  throw new Error(`--icon: there is no icon '${icon}'.${hint} The names are at https://fonts.google.com/icons.`);
}
