import { readFileSync } from 'node:fs';
import path from 'node:path';

import type { Tree } from '@nx/devkit';
import { createTreeWithEmptyWorkspace } from '@nx/devkit/testing';
import { ENTITIES } from '@tidemark/entities';

import type { EntityGeneratorOptions } from './entity-generator-options.ts';
import { entityGenerator } from './generator.ts';

const ROOT = path.join(__dirname, '../../../../..');
const VESSEL: EntityGeneratorOptions = {
  name: 'vessel',
  fields: 'name:string!, dueOn:date, projectId:ref(project)',
};

/** Lists of definitions that stay as they are, whatever entities the real workspace gains. */
const LISTS: Readonly<Record<string, string>> = {
  'libs/entities/src/index.ts': `export { Asset } from './asset.ts';
export { ENTITIES } from './entities.ts';
export { WikiPage } from './wiki-page.ts';
`,
  'libs/entities/src/entities.ts': `import type { EntityDefinition } from '@tidemark/entity-model';

import { Asset } from './asset.ts';
import { WikiPage } from './wiki-page.ts';

export const ENTITIES: readonly EntityDefinition[] = [
  // goods
  Asset,
  // knowledge
  WikiPage,
];
`,
};

/** What the tests generate must be new, also where the real workspace has an entity of that name. */
const GENERATED = new Set(['vessel', 'port_call']);

/** A virtual workspace in which every other entity has its migration. */
function workspace(): Tree {
  const tree = createTreeWithEmptyWorkspace();
  for (const name of tree.children('.').filter((child) => child.startsWith('.oxfmtrc'))) tree.delete(name);
  tree.write('.prettierrc', readFileSync(path.join(ROOT, '.prettierrc'), 'utf8'));
  for (const [file, text] of Object.entries(LISTS)) tree.write(file, text);
  for (const { code } of ENTITIES.filter((entity) => !GENERATED.has(entity.code))) {
    tree.write(`database/migrations/0100_create_${code}.sql`, '');
  }
  return tree;
}

/** The lines that were added to one of the lists. */
function added(tree: Tree, file: string): string[] {
  const before = new Set(LISTS[file]?.split('\n'));
  return (tree.read(file, 'utf8') ?? '').split('\n').filter((line) => !before.has(line));
}

function written(tree: Tree): string[] {
  return tree.listChanges().map(({ path: file }) => file);
}

describe('the entity generator', () => {
  it('writes the definition, its place in the lists and the migration', async () => {
    const tree = workspace();
    await entityGenerator(tree, VESSEL);
    expect(tree.read('libs/entities/src/vessel.ts', 'utf8')).toMatchSnapshot('definition');
    const migration = tree.children('database/migrations').find((name) => name.endsWith('_create_vessel.sql'));
    expect(tree.read(`database/migrations/${migration}`, 'utf8')).toMatchSnapshot('migration');
    expect(added(tree, 'libs/entities/src/index.ts')).toEqual(["export { Vessel } from './vessel.ts';"]);
    expect(added(tree, 'libs/entities/src/entities.ts')).toEqual([
      "import { Vessel } from './vessel.ts';",
      '  Vessel,',
    ]);
  });

  it('writes every type of field, formatted, through members of the project only', async () => {
    const tree = workspace();
    await entityGenerator(tree, {
      name: 'PortCall',
      area: 'goods',
      icon: 'anchor',
      fields:
        'berth:string(40)!, draughtM:decimal(2), crew:integer(0..500)=12, state:choice(planned|moored|left)=planned, fee:money!, ' +
        'pilotEmail:email, log:markdown, arrivedTs:timestamp, labels:tags, projectId:ref(project)!, agentId:ref(employee)',
    });
    expect(tree.read('libs/entities/src/port-call.ts', 'utf8')).toMatchSnapshot();
  });

  it('lists the entity as the last of its area', async () => {
    const tree = workspace();
    await entityGenerator(tree, { ...VESSEL, area: 'goods' });
    expect(tree.read('libs/entities/src/entities.ts', 'utf8')).toMatch(/ {2}Asset,\n {2}Vessel,\n {2}\/\/ knowledge\n/);
  });

  it('numbers the migration after the last one', async () => {
    const tree = workspace();
    tree.write('database/migrations/0777_create_sail.sql', '');
    await entityGenerator(tree, VESSEL);
    expect(tree.exists('database/migrations/0778_create_vessel.sql')).toBe(true);
  });

  it('changes nothing when it runs again', async () => {
    const tree = workspace();
    await entityGenerator(tree, VESSEL);
    const before = new Map(written(tree).map((file) => [file, tree.read(file, 'utf8')]));
    await entityGenerator(tree, VESSEL);
    expect(new Map(written(tree).map((file) => [file, tree.read(file, 'utf8')]))).toEqual(before);
  });

  it('leaves a definition alone that says something else', async () => {
    const tree = workspace();
    await entityGenerator(tree, VESSEL);
    await expect(entityGenerator(tree, { ...VESSEL, fields: 'name:string!' })).rejects.toThrow(
      'libs/entities/src/vessel.ts exists and says something else',
    );
  });

  it.each([
    ['a field that cannot be read', { fields: 'name' }, "--fields: 'name': write name:type"],
    ['no text to name a record by', { fields: 'dueOn:date' }, 'add name:string! to --fields'],
    [
      'a reference to nothing',
      { fields: 'name:string!, shipId:ref(no_such_entity)' },
      "vessel.ship_id refers to 'no_such_entity', which is not defined",
    ],
    ['a name of the system', { name: 'logging' }, "code 'logging' is taken by the system"],
    ['a reserved field', { fields: 'name:string!, version:integer' }, "field name 'version' is reserved"],
    ['an icon that does not exist', { icon: 'sailling' }, "there is no icon 'sailling'. Did you mean 'sailing'?"],
    ['a name like no icon', { icon: 'no_such_icon_x' }, "there is no icon 'no_such_icon_x'. The names are at"],
    ['an access rule without its reference', { access: 'owner' }, 'add employeeId:ref(employee)! to --fields'],
  ] as const)('refuses %s and writes nothing', async (_, changes, message) => {
    const tree = workspace();
    const before = written(tree);
    await expect(entityGenerator(tree, { ...VESSEL, ...changes })).rejects.toThrow(message);
    expect(written(tree)).toEqual(before);
  });

  it('says what to do next, with commands that Node 20 can run: npm scripts, which bring the right Node', async () => {
    const log = jest.spyOn(console, 'info').mockImplementation();
    const after = await entityGenerator(workspace(), VESSEL);
    await after();
    const said = log.mock.calls.flat().join('\n');
    expect(said).toContain('Vessels are defined. Next:');
    expect(said).toContain('npm run db:dump writes database/schema.sql anew');
    expect(said).toContain('only as long as neither npm start nor npm run db:import has applied it');
    const { scripts } = JSON.parse(readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { scripts: object };
    expect(Object.keys(scripts)).toEqual(
      expect.arrayContaining([...said.matchAll(/npm run ([\w:-]+)/g)].map(([, name]) => name)),
    );
    expect(said).not.toContain('node ');
    log.mockRestore();
  });
});
