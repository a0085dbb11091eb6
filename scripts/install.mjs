// Put the built extension into the project's environment by links, so that a new build is seen at
// once, and enable the server's part.
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture, root, venvBin } from './process.mjs';

const venv = path.join(root, '.venv');
const link = path.join(venv, 'share/jupyter/labextensions/jupyterlab-xes');
mkdirSync(path.dirname(link), { recursive: true });
rmSync(link, { recursive: true, force: true });
symlinkSync(path.join(root, 'jupyterlab_xes/labextension'), link);

const config = path.join(venv, 'etc/jupyter/jupyter_server_config.d');
mkdirSync(config, { recursive: true });
cpSync(
  path.join(root, 'jupyter-config/server-config/jupyterlab_xes.json'),
  path.join(config, 'jupyterlab_xes.json')
);

const { output } = await capture(
  venvBin('python'),
  ['-c', 'import sysconfig; print(sysconfig.get_path("purelib"))'],
  {}
);
const site = output.trim();
if (!existsSync(site)) {
  throw new Error('The environment has no site-packages; delete .venv and run again.');
}
writeFileSync(path.join(site, 'jupyterlab_xes.pth'), root + '\n');
