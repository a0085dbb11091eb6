import { chromium, type Browser, type BrowserContext } from '@playwright/test';
import { findBrowser, missingBrowser } from '../../../scripts/browser.mjs';

/**
 * Features of the browser that are off. The browser heeds the last list alone: this has Playwright's too. Each new
 * window would otherwise load two hidden pages of the browser's own, for its address bar, before it loads ours.
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

/** Start the installed Chromium or Chrome. @throws with what to do where there is none. */
export function launch(options: { backForwardCache?: boolean } = {}): Promise<Browser> {
  const cache = options.backForwardCache ? withBackForwardCache : {};
  return chromium.launch({ executablePath: installed(), args, ...cache });
}

/** Start one whose profile lies in a folder, as a person's does. @throws as `launch` */
export function launchWithProfile(folder: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(folder, { executablePath: installed(), args });
}
