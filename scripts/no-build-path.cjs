// The bundler would replace import.meta.url by the path on the build machine; h5wasm uses it only
// if the wasm is a separate file, which is not the case here.
module.exports = source => source.replaceAll('import.meta.url', '"h5wasm.js"');
