// swc leaves import.meta in CommonJS output, which Node refuses; only a URL is ever asked of it here.
const swc = require('@swc/jest');
module.exports = {
  createTransformer() {
    const create = tsx =>
      swc.createTransformer({
        jsc: {
          target: 'es2022',
          parser: { syntax: 'typescript', decorators: true, tsx },
          transform: { react: { runtime: 'automatic' } }
        },
        module: { type: 'commonjs' },
        sourceMaps: 'inline'
      });
    const inner = create(false);
    const react = create(true);
    const of = path => (path.endsWith('.tsx') ? react : inner);
    const replace = source => source.replaceAll('import.meta.url', "('file://' + __filename)");
    return {
      ...inner,
      canInstrument: false,
      process: (source, path, options) => of(path).process(replace(source), path, options),
      getCacheKey: (source, path, options) => 'v2' + inner.getCacheKey(source, path, options)
    };
  }
};
