import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findBrowser, missingBrowser } from '../../../scripts/browser.mjs';

/**
 * Disabled browser features. The browser respects the last list only, so this includes
 * Playwright's. Otherwise each new window would load two hidden pages of the browser, for its
 * address bar, before ours.
 */
const off = [
  'WebUIOmniboxPopup',
  'WebUIOmniboxAimPopup',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LensOverlay',
  'MediaRouter',
  'PaintHolding',
  'ThirdPartyStoragePartitioning',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'OptimizationHints',
  'NetworkTimeServiceQuerying',
  'AimEnabled',
  'PreconnectToSearch'
];

const args = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--enable-precise-memory-info',
  `--disable-features=${off.join()}`
];

/** Playwright switches it off. */
const withBackForwardCache = { ignoreDefaultArgs: ['--disable-back-forward-cache'] };

function installed(): string {
  const executablePath = findBrowser();
  if (!executablePath) {
    throw new Error(missingBrowser);
  }
  return executablePath;
}

/** Start the installed Chromium or Chrome. @throws with advice if there is none. */
export function launch(options: { backForwardCache?: boolean } = {}): Promise<Browser> {
  const cache = options.backForwardCache ? withBackForwardCache : {};
  return chromium.launch({ executablePath: installed(), args, ...cache });
}

/** Start one with a profile in a folder, like a user's. @throws as `launch` */
export function launchWithProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath: installed(), args });
}
