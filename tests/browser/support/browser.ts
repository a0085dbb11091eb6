import { existsSync } from 'node:fs';
import { execFileSync } from 'node:child_process';
import { chromium, type Browser } from '@playwright/test';

const candidates = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Path of the installed Chromium or Chrome. @throws with what to do where there is none. */
export function chromiumPath(): string {
  if (process.env.CHROMIUM && existsSync(process.env.CHROMIUM)) {
    return process.env.CHROMIUM;
  }
  for (const name of candidates) {
    try {
      return execFileSync('which', [name], { encoding: 'utf8' }).trim();
    } catch {
      // not this one
    }
  }
  throw new Error('No Chromium or Chrome found: install one, or set CHROMIUM to its path.');
}

export function launch(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--enable-precise-memory-info'
    ]
  });
}
