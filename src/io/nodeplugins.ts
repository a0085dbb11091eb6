import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { XESError } from '../base/errors.js';
import type { PluginSource } from './h5filters.js';

/** HDF5 plugins on this machine: next to the bundled program, else in the package itself. */
export const nodePlugins: PluginSource = plugin => {
  const name = `libH5Z${plugin}.so`;
  const here = import.meta.url;
  const bundledFolder = join(dirname(fileURLToPath(here)), 'filters', name);
  try {
    return readFileSync(existsSync(bundledFolder) ? bundledFolder : fromPackage(here, name));
  } catch (cause) {
    throw new XESError(
      'filter/missing',
      `The filter ${plugin} is missing in this installation (${bundledFolder}). Install jupyterlab-xes again.`,
      { cause }
    );
  }
};

function fromPackage(here: string, name: string): string {
  return createRequire(here).resolve(`h5wasm-plugins/plugins/${name}`);
}
