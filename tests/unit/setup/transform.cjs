// swc leaves import.meta in CommonJS output, which Node refuses; only a URL is ever asked of it here.
const swc = require('@swc/jest');
module.exports = {
  createTransformer() {
    const inner = swc.createTransformer({
      jsc: { target: 'es2022', parser: { syntax: 'typescript', decorators: true } },
      module: { type: 'commonjs' },
      sourceMaps: 'inline'
    });
    const replace = source => source.replaceAll('import.meta.url', "('file://' + __filename)");
    return {
      ...inner,
      canInstrument: false,
      process: (source, path, options) => inner.process(replace(source), path, options),
      getCacheKey: (source, path, options) => 'v1' + inner.getCacheKey(source, path, options)
    };
  }
};
