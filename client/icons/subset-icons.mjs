// Cuts the icon font (4 MB) down to the icons that the application and the entity definitions name: client/public/icons.woff2.
// Run as `nx icons client`; part of every build, so that an icon of a new entity is there without further ado.
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

import { Blob, Buffer as ShapeBuffer, Face, Font, shape } from 'harfbuzzjs';
import subsetFont from 'subset-font';

const root = path.resolve(import.meta.dirname, '../..');
const output = path.join(root, 'client/public/icons.woff2');
const SOURCES = ['client/src/**/*.{ts,html}', 'libs/entities/src/**/*.ts'];
const LETTERS = 'abcdefghijklmnopqrstuvwxyz0123456789_';

const require = createRequire(import.meta.url);
const font = readFileSync(
  path.join(path.dirname(require.resolve('material-symbols/package.json')), 'material-symbols-outlined.woff2'),
);
const declared = readFileSync(require.resolve('material-symbols/index.d.ts').replace(/\.js$/, '.d.ts'), 'utf8');
const known = new Set(declared.match(/[a-z0-9_]+(?=")/g));

/** Every word in quotes or between tags that is an icon's name: a few too many rather than one too few. */
function namesInUse() {
  const names = new Set();
  for (const file of SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }))) {
    if (file.endsWith('.spec.ts')) continue;
    for (const [, name] of readFileSync(path.join(root, file), 'utf8').matchAll(
      /(?<=['"`>])([a-z][a-z0-9_]+)(?=['"`<])/g,
    )) {
      if (known.has(name)) names.add(name);
    }
  }
  return [...names].sort();
}

/** Fails where a definition names an icon that does not exist: `namesInUse` takes the word for an ordinary one. */
function checkEntityIcons() {
  for (const file of globSync('libs/entities/src/**/*.ts', { cwd: root })) {
    for (const [, icon] of readFileSync(path.join(root, file), 'utf8').matchAll(/\bicon: ['"]([^'"]*)['"]/g)) {
      if (!known.has(icon)) {
        throw new Error(`${file}: there is no icon "${icon}". The names are at https://fonts.google.com/icons.`);
      }
    }
  }
}

/** The private-use character of each name: what the font's ligature of the name leads to. */
async function charactersOf(names) {
  const { convert } = await import('fontverter');
  const face = new Face(new Blob(await convert(font, 'truetype')));
  const shaper = new Font(face);
  const glyphOf = (text) => {
    const buffer = new ShapeBuffer();
    buffer.addText(text);
    buffer.guessSegmentProperties();
    shape(shaper, buffer);
    const infos = buffer.getGlyphInfos();
    return infos.length === 1 ? infos[0].codepoint : undefined;
  };
  // Copied first: the array lies in memory that grows, and moves, while glyphs are shaped.
  const byGlyph = new Map();
  for (const code of Array.from(face.collectUnicodes())) {
    if (code < 0xe000) continue;
    const character = String.fromCodePoint(code);
    byGlyph.set(glyphOf(character), character);
  }
  return names.map((name) => {
    const character = byGlyph.get(glyphOf(name));
    if (!character) throw new Error(`The icon font has no character for "${name}". Choose another icon.`);
    return character;
  });
}

checkEntityIcons();
const names = namesInUse();
const characters = await charactersOf(names);
// Without layout closure, letters keep only the ligatures whose icons are kept themselves.
const subset = await subsetFont(font, LETTERS + characters.join(''), {
  targetFormat: 'woff2',
  noLayoutClosure: true,
  variationAxes: { opsz: 24, wght: 400, FILL: 0, GRAD: 0 },
});
mkdirSync(path.dirname(output), { recursive: true });
if (!existsSync(output) || !readFileSync(output).equals(subset)) writeFileSync(output, subset);
process.stdout.write(`${names.length} icons, ${Math.ceil(subset.length / 1024)} KiB\n`);
