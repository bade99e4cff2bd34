// Jest transform for the mutation run: applies the edits of one mutation to the sources as they are loaded, so that
// no file on disk is ever changed. The edits come from the environment as JSON.
const { createTransformer } = require('@swc/jest');

const edits = JSON.parse(process.env.TIDEMARK_MUTATION_EDITS ?? '[]');
const swc = createTransformer({
  swcrc: false,
  jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
  module: { type: 'commonjs' },
});

module.exports = {
  process(source, path, options) {
    let text = source;
    for (const { file, find, replace } of edits) {
      if (!path.endsWith(`/src/${file}`)) continue;
      if (text.split(find).length !== 2)
        throw new Error(`${file}: the text to mutate must occur exactly once: ${find}`);
      text = text.replace(find, () => replace);
    }
    return swc.process(text, path, options);
  },
  getCacheKey(source, path, options) {
    return swc.getCacheKey(source, path, options) + JSON.stringify(edits);
  },
};
