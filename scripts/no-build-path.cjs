// The bundler would put the build machine's path in the place of import.meta.url;
// h5wasm asks for it only where the wasm is a file of its own, which it is not here.
module.exports = source => source.replaceAll('import.meta.url', '"h5wasm.js"');
