import { takeDataFolder } from './data-folder.ts';

it('a data folder that cannot be made is refused by the name of its variable', () => {
  expect(() => takeDataFolder(`${__filename}/data`)).toThrow(
    `TIDEMARK_DATA is '${__filename}/data', where no folder can be made (ENOTDIR)`,
  );
});
