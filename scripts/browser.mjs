// Find a Chromium or Chrome, or install one with the system's package manager where we may.
import { execFileSync } from 'node:child_process';
import { run } from './process.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

function find() {
  if (process.env.CHROMIUM) {
    return process.env.CHROMIUM;
  }
  for (const name of names) {
    try {
      return execFileSync('which', [name], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore']
      }).trim();
    } catch {
      // not this one
    }
  }
  return null;
}

export async function ensureBrowser() {
  if (find()) {
    return;
  }
  const hint =
    'No Chromium or Chrome was found: install one (for example `apt-get install chromium`), or set CHROMIUM to its path.';
  if (process.getuid?.() !== 0) {
    throw new Error(hint);
  }
  console.log('installing Chromium with apt-get');
  try {
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } catch {
    throw new Error(hint);
  }
  if (!find()) {
    throw new Error(hint);
  }
}
