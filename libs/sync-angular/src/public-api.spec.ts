import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

import ts from 'typescript';

const library = path.resolve(__dirname, '..');
const golden = path.join(library, 'public-api.golden.md');

/** Everything that the entry points export, with its signature, as one page. */
function publicApi(): string {
  const { config } = ts.readConfigFile(path.join(library, 'tsconfig.json'), (name) => ts.sys.readFile(name));
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, library);
  const entries = {
    '@tidemark/sync-angular': 'src/index.ts',
    '@tidemark/sync-angular/testing': 'src/testing/index.ts',
  };
  const files = Object.values(entries).map((file) => path.join(library, file));
  const program = ts.createProgram(files, { ...options, noEmit: true });
  const checker = program.getTypeChecker();
  const sections = Object.entries(entries).map(([name, file]) => {
    const source = program.getSourceFile(path.join(library, file));
    const symbol = source && checker.getSymbolAtLocation(source);
    const exported = symbol ? checker.getExportsOfModule(symbol) : [];
    const lines = exported.map((it) => declarationOf(checker, it)).sort();
    return `## ${name}\n\n\`\`\`ts\n${lines.join('\n')}\n\`\`\`\n`;
  });
  return `# Public API\n\nCompared by \`src/public-api.spec.ts\`; written anew with \`UPDATE_GOLDEN=1\`.\n\n${sections.join('\n')}`;
}

function declarationOf(checker: ts.TypeChecker, exported: ts.Symbol): string {
  const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
  const declaration = symbol.declarations?.[0];
  if (!declaration) return exported.name;
  const flags = ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope;
  const isType = !(symbol.flags & ts.SymbolFlags.Value);
  const type = isType
    ? checker.getDeclaredTypeOfSymbol(symbol)
    : checker.getTypeOfSymbolAtLocation(symbol, declaration);
  if (symbol.flags & ts.SymbolFlags.Function)
    return `function ${exported.name}${checker.typeToString(type, undefined, flags)}`;
  const instance = symbol.flags & ts.SymbolFlags.Class ? checker.getDeclaredTypeOfSymbol(symbol) : type;
  const kind = symbol.flags & ts.SymbolFlags.Class ? 'class' : isType ? 'type' : 'const';
  const members = checker
    .getPropertiesOfType(instance)
    .filter((it) => !isHidden(it))
    .map(
      (it) =>
        `  ${it.name}: ${checker.typeToString(checker.getTypeOfSymbolAtLocation(it, it.declarations?.[0] ?? declaration), undefined, flags)};`,
    );
  const isText = instance.isUnion() || members.length === 0;
  return isText
    ? `${kind} ${exported.name} = ${checker.typeToString(instance, undefined, flags | ts.TypeFormatFlags.InTypeAlias)}`
    : `${kind} ${exported.name} {\n${members.join('\n')}\n}`;
}

function isHidden(member: ts.Symbol): boolean {
  return (member.declarations ?? []).some(
    (it) => ts.getCombinedModifierFlags(it) & (ts.ModifierFlags.Private | ts.ModifierFlags.Protected),
  );
}

it('is what the golden file says: a change of it is a decision', () => {
  const api = publicApi();
  if (process.env['UPDATE_GOLDEN']) writeFileSync(golden, api);
  expect(api).toBe(readFileSync(golden, 'utf8'));
}, 120_000);
