// Find a Chromium or Chrome, or install one with the system's package manager if permitted.
import { execFileSync } from 'node:child_process';
import { run } from './process.mjs';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Advice if there is none. */
export const missingBrowser =
  'No Chromium or Chrome was found: install one (for example `apt-get install chromium`), or set CHROMIUM to its path.';

/** Path of the installed Chromium or Chrome; null if there is none. */
export function findBrowser() {
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
      // try the next one
    }
  }
  return null;
}

export async function ensureBrowser() {
  if (findBrowser()) {
    return;
  }
  if (process.getuid?.() !== 0) {
    throw new Error(missingBrowser);
  }
  console.log('installing Chromium with apt-get');
  try {
    await run('apt-get', ['update', '-qq']);
    await run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium']);
  } catch {
    throw new Error(missingBrowser);
  }
  if (!findBrowser()) {
    throw new Error(missingBrowser);
  }
}
