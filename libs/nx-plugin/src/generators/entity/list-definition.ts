import type { Tree } from '@nx/devkit';

import type { EntityPlan } from './entity-plan.ts';

export const ENTITIES_FOLDER = 'libs/entities/src';

/** Exports the definition from the package and lists it as the last of its area. Does nothing where that is done. */
export function listDefinition(tree: Tree, { fileName, exportName, area }: EntityPlan): void {
  const index = `${ENTITIES_FOLDER}/index.ts`;
  const list = `${ENTITIES_FOLDER}/entities.ts`;
  edit(tree, index, (lines) => insertSorted(lines, `export { ${exportName} } from './${fileName}.ts';`));
  edit(tree, list, (lines) => {
    const imported = insertSorted(lines, `import { ${exportName} } from './${fileName}.ts';`);
    return insertInArea(list, imported, area, exportName);
  });
}

function edit(tree: Tree, file: string, change: (lines: readonly string[]) => readonly string[]): void {
  const text = tree.read(file, 'utf8');
  if (text === null) throw new Error(`${file} is missing; run the generator in a Tidemark workspace.`);
  const changed = change(text.split('\n')).join('\n');
  if (changed !== text) tree.write(file, changed);
}

/** Puts a line among its like, ordered by the file that they name. */
function insertSorted(lines: readonly string[], line: string): readonly string[] {
  if (lines.includes(line)) return lines;
  const [word = ''] = line.split(' ');
  const fileOf = (text: string) => (text.startsWith(`${word} {`) ? /from '\.\/(.*)\.ts';$/.exec(text)?.[1] : undefined);
  const own = fileOf(line) ?? '';
  const after = lines.findIndex((other) => (fileOf(other) ?? '') > own);
  const last = lines.findLastIndex((other) => fileOf(other) !== undefined);
  return lines.toSpliced(after >= 0 ? after : last + 1, 0, line);
}

function insertInArea(file: string, lines: readonly string[], area: string, name: string): readonly string[] {
  if (lines.includes(`  ${name},`)) return lines;
  const start = lines.indexOf(`  // ${area}`);
  if (start < 0) throw new Error(`${file} has no section '// ${area}'; put it back, then run the generator again.`);
  const length = lines.slice(start + 1).findIndex((line) => !/^ {2}\w+,$/.test(line));
  return lines.toSpliced(start + 1 + length, 0, `  ${name},`);
}
