import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const library = path.resolve(__dirname, '..');

/** The TypeScript blocks of a page, as one module: later examples build on earlier ones, imports are merged. */
function examplesOf(page: string): string {
  const blocks = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');
  if (blocks.length === 0) throw new Error('The page has no TypeScript example.');
  const code = blocks.join('\n');
  const names = new Map<string, Set<string>>();
  const body = code.replace(/^import \{ ([^}]+) \} from '([^']+)';$/gm, (_, list: string, from: string) => {
    const known = names.get(from) ?? new Set();
    for (const name of list.split(', ')) known.add(name);
    names.set(from, known);
    return '';
  });
  const imports = [...names].map(([from, list]) => `import { ${[...list].join(', ')} } from '${from}';`);
  return [...imports, body].join('\n');
}

/** What the compiler says about each of some modules, compiled together as files of this library. */
function compile(modules: readonly string[]): string[][] {
  const folder = mkdtempSync(path.join(library, 'src/.docs-'));
  try {
    const files = modules.map((code, index) => {
      const file = path.join(folder, `examples-${index}.ts`);
      writeFileSync(file, code);
      return file;
    });
    const { config } = ts.readConfigFile(path.join(library, 'tsconfig.json'), (name) => ts.sys.readFile(name));
    const { options } = ts.parseJsonConfigFileContent(config, ts.sys, library);
    const program = ts.createProgram(files, { ...options, noEmit: true, noUnusedLocals: false });
    return files.map((file) =>
      program
        .getSemanticDiagnostics(program.getSourceFile(file))
        .map((it) => ts.flattenDiagnosticMessageText(it.messageText, '\n')),
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
}

it('README.md has examples that compile, and this would fail if one did not', () => {
  const page = readFileSync(path.join(library, 'README.md'), 'utf8');
  const broken = page.replaceAll("orderBy: 'dueOn'", "orderBy: 'nothing'");
  const [good, bad] = compile([examplesOf(page), examplesOf(broken)]);
  expect(good).toEqual([]);
  expect(bad?.join()).toMatch(/nothing/);
}, 180_000);
