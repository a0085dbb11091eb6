const { rspack } = require('@rspack/core');
const path = require('node:path');

module.exports = {
  // one hash for all chunks: a table of theirs would be in the code that every page of JupyterLab loads
  output: { filename: '[name].[fullhash].js?v=[fullhash]', hashDigestLength: 8 },
  optimization: {
    // shorter than those that stay the same from build to build: with one hash for all, none does
    moduleIds: 'natural',
    chunkIds: 'natural',
    // else so short a hash is replaced wherever it occurs, in numbers and colours of the code too
    realContentHash: false,
    splitChunks: {
      // each chunk has a place in that table: what several share is one of its own where it is large
      minSize: 40000,
      cacheGroups: {
        // a chunk of its own by name: what the minifier leaves out is chosen by the names of files
        h5wasm: {
          test: /[\\/]node_modules[\\/]h5wasm[\\/]/,
          name: 'h5wasm',
          chunks: 'all',
          enforce: true
        }
      }
    },
    // the wasm inside h5wasm is one long string, which a minifier doubles by escaping it
    minimizer: [
      new rspack.SwcJsMinimizerRspackPlugin({ exclude: /^h5wasm\./ }),
      new rspack.LightningCssMinimizerRspackPlugin()
    ]
  },
  module: {
    rules: [
      {
        // a chunk's map leads to the TypeScript, through the maps that tsc writes into lib/
        include: path.resolve(__dirname, 'lib'),
        test: /\.js$/,
        extractSourceMap: true
      },
      {
        // filters of HDF5, which the reading worker fetches when a scan needs one
        test: /h5wasm-plugins[\\/]plugins[\\/].*\.so$/,
        type: 'asset/resource',
        generator: { filename: 'filters/[name].[hash][ext]' }
      },
      {
        // what "Example notebooks" writes, fetched when it does
        test: /[\\/]examples[\\/]notebooks[\\/].*\.ipynb$/,
        type: 'asset/resource',
        generator: { filename: 'examples/[name].[hash][ext]' }
      },
      {
        test: /h5wasm[\\/]dist[\\/]esm[\\/].*\.js$/,
        use: [path.resolve(__dirname, 'scripts/no-build-path.cjs')]
      }
    ]
  }
};
