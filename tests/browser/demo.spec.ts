import { spawn, type ChildProcess } from 'node:child_process';
import { expect, test } from '@playwright/test';
import { launch } from './support/browser.js';
import { root } from './support/lab.js';

let demo: ChildProcess | null = null;

test.afterEach(() => {
  if (demo?.pid && demo.exitCode === null) {
    process.kill(-demo.pid, 'SIGTERM');
  }
});

/** Run `npm run demo -- --no-browser` until it is ready. @returns the address it printed. */
function startDemo(): Promise<string> {
  const child = spawn('npm', ['run', '--silent', 'demo', '--', '--no-browser'], {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe']
  });
  demo = child;
  return new Promise((resolve, reject) => {
    let output = '';
    const onOutput = (data: Buffer) => {
      output += data.toString();
      const address = /^(http\S+)\nready$/m.exec(output)?.[1];
      if (address) {
        resolve(address);
      }
    };
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.once('exit', code => reject(new Error(`the demonstration ended (${code}):\n${output}`)));
  });
}

test('the demonstration shows its map at the address it prints', async () => {
  test.setTimeout(300_000); // a first run sets up
  const address = await startDemo();
  const browser = await launch();
  try {
    const page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
    await page.goto(address);
    await expect(page.locator('.jp-XESMap svg.main-svg').first()).toBeVisible({ timeout: 60_000 });
    await expect(page.locator('.jp-XESInspector')).toContainText('RXES');
    const names = page.locator('.jp-DirListing-itemName');
    await expect(names.filter({ hasText: '1-rxes.ipynb' })).toBeVisible();
    await expect(names.filter({ hasText: 'herfd-series' }).first()).toBeVisible();
  } finally {
    await browser.close();
  }
});
