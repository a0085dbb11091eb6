// Link the built extension into an environment, so that a new build takes effect at once, and
// enable the server extension.
import { cpSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './process.mjs';

/** @param environment path of a Python environment. */
export function install(environment) {
  const link = path.join(environment, 'share/jupyter/labextensions/jupyterlab-xes');
  mkdirSync(path.dirname(link), { recursive: true });
  rmSync(link, { recursive: true, force: true });
  symlinkSync(path.join(root, 'jupyterlab_xes/labextension'), link);

  const config = path.join(environment, 'etc/jupyter/jupyter_server_config.d');
  mkdirSync(config, { recursive: true });
  cpSync(
    path.join(root, 'jupyter-config/server-config/jupyterlab_xes.json'),
    path.join(config, 'jupyterlab_xes.json')
  );

  const library = path.join(environment, 'lib');
  const python = readdirSync(library).find(name => name.startsWith('python3'));
  if (!python) {
    throw new Error(`${environment} has no Python in it; delete it and run again.`);
  }
  writeFileSync(path.join(library, python, 'site-packages/jupyterlab_xes.pth'), root + '\n');
}
