import { assertNodeCanBootstrap, isWorkspaceNode } from './node-version.mjs';

describe('node version', () => {
  it.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('starts from Node %s', (version) => {
    expect(() => assertNodeCanBootstrap(version)).not.toThrow();
  });

  it.each(['18.20.8', '20.18.3'])('says what to install instead of Node %s', (version) => {
    expect(() => assertNodeCanBootstrap(version)).toThrow(/needs Node 20\.19 or later .* Install a current Node/);
  });

  it.each([
    ['24.8.0', false],
    ['24.9.0', true],
    ['v24.21.0', true],
    ['26.0.0', true],
    ['22.22.0', false],
  ])('knows whether the workspace runs on Node %s', (version, expected) => {
    expect(isWorkspaceNode(version)).toBe(expected);
  });
});
