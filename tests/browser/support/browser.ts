import { chromium, type Browser } from '@playwright/test';
import { findBrowser, missingBrowser } from '../../../scripts/browser.mjs';

/** Start the installed Chromium or Chrome. @throws with what to do where there is none. */
export function launch(): Promise<Browser> {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(missingBrowser);
  }
  return chromium.launch({
    executablePath,
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
