// `npm run demo`: set up, make the demonstration scans, open JupyterLab with the map in the viewer.
// With --no-browser the address is printed instead.
import { spawn } from 'node:child_process';
import { cpSync, existsSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './port.mjs';
import { root, run, venvBin } from './process.mjs';
import { setup } from './setup.mjs';

const scan = 'xes-demo-rxes.nxs';
const folder = path.join(root, 'demo-data');
/** Separate folders for the server: it neither reads nor writes the user's Jupyter files. */
const own = path.join(root, '.cache/jupyter');

async function ready(url) {
  for (;;) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) {
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 200));
  }
}

async function demo() {
  const headless = process.argv.includes('--no-browser');
  await setup();
  // truth.json is written last: if it exists, so do all scans
  if (![scan, 'kbeta-series', 'truth.json'].every(name => existsSync(path.join(folder, name)))) {
    await run(venvBin('python'), ['scripts/make-demo-scans.py', folder]);
  }
  // existing notebooks may have been changed by the user
  cpSync(path.join(root, 'examples/notebooks'), folder, { recursive: true, force: false });
  const port = await freePort();
  const token = crypto.randomUUID().replaceAll('-', '');
  const server = spawn(
    venvBin('jupyter-lab'),
    [
      '--no-browser',
      `--port=${port}`,
      `--ServerApp.root_dir=${folder}`,
      `--IdentityProvider.token=${token}`,
      ...(process.getuid?.() === 0 ? ['--allow-root'] : [])
    ],
    {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
      env: {
        ...process.env,
        JUPYTER_CONFIG_DIR: own,
        JUPYTER_DATA_DIR: path.join(own, 'data'),
        JUPYTER_RUNTIME_DIR: path.join(own, 'runtime')
      }
    }
  );
  // the server's log is shown only if it fails
  let log = '';
  server.stderr.on('data', data => (log = (log + data).slice(-4096)));
  let isReady = false;
  let isStopped = false;
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => {
      isStopped = true;
      server.kill(signal);
    });
  }
  server.on('error', error => {
    console.error(`demo failed: ${error.message}`);
    process.exit(1);
  });
  server.on('exit', code => {
    const failed = !isStopped && (code !== 0 || !isReady);
    // its last output may still arrive
    setTimeout(
      () => {
        if (failed) {
          console.error(`${log}\ndemo failed: JupyterLab ended${code ? ` with ${code}` : ''}`);
        }
        process.exit(failed ? code || 1 : 0);
      },
      failed ? 200 : 0
    );
  });
  const base = `http://127.0.0.1:${port}`;
  await ready(`${base}/api/status?token=${token}`);
  isReady = true;
  const address = `${base}/lab/tree/${scan}?token=${token}`;
  console.log(`\n${address}\nready`);
  if (!headless) {
    const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
    spawn(opener, [address], { stdio: 'ignore' }).on('error', () =>
      console.log('Open the address above in a browser.')
    );
  }
}

try {
  await demo();
} catch (error) {
  console.error(`demo failed: ${error.message}`);
  process.exitCode = 1;
}
