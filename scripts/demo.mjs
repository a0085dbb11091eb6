// `npm run demo`: set up, make the demonstration scans, open JupyterLab with the map in the viewer.
// With --no-browser the address is printed instead.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { freePort } from './port.mjs';
import { root, run, venvBin } from './process.mjs';
import { setup } from './setup.mjs';

const scan = 'xes-demo-rxes.nxs';
const folder = path.join(root, 'demo-data');

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
  if (!existsSync(path.join(folder, scan))) {
    await run(venvBin('python'), ['scripts/make-demo-scans.py', folder]);
  }
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
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, JUPYTER_CONFIG_DIR: path.join(root, '.cache/jupyter') }
    }
  );
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.on(signal, () => server.kill(signal));
  }
  server.on('exit', code => process.exit(code ?? 0));
  const base = `http://127.0.0.1:${port}`;
  await ready(`${base}/api/status?token=${token}`);
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
