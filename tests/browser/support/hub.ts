import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test, type Browser, type Page } from '@playwright/test';
import { freePort } from '../../../scripts/port.mjs';
import { workerBrowser } from './pool.js';
import { copyScans, demoScans } from './data.js';
import { restored, root } from './lab.js';

const user = 'ann@lab.org';

/** A JupyterHub with its proxy, and a fresh page, logged in, for each test. */
export interface IHub {
  readonly page: Page;
  /** The latest output of the hub and its servers. */
  output(): string;
  /** Start (POST) or stop (DELETE) the user's server through the hub, and wait until it is done. */
  server(method: 'POST' | 'DELETE'): Promise<void>;
  /** Path on disk of a file of the server. */
  file(name: string): string;
  /** Fill in the hub's form, and wait until the login succeeds. */
  logIn(form: Page): Promise<void>;
}

async function logIn(form: Page): Promise<void> {
  await form.fill('#username_input', user);
  await form.fill('#password_input', 'demo');
  await form.click('#login_submit');
  await form.waitForURL(url => !url.pathname.endsWith('/hub/login'), { timeout: 60_000 });
}

/**
 * Make a scan longer than the first request, so that it is read by ranges; HDF5 ends before that.
 */
function lengthen(scan: string): void {
  const bytes = readFileSync(scan);
  rmSync(scan); // it may be a link to a shared file
  writeFileSync(scan, Buffer.concat([bytes, Buffer.alloc(2 ** 20)]));
}

/** Call at the top of a file of tests. */
export function useHub(): IHub {
  let folder: string;
  let hub: ChildProcess;
  let browser: Browser;
  let base: string;
  let output = '';
  let page: Page | null = null;

  test.beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), 'xes-hub-'));
    const notebooks = path.join(folder, 'notebooks');
    mkdirSync(notebooks);
    copyScans(demoScans(), notebooks);
    lengthen(path.join(notebooks, 'xes-demo-rxes.nxs'));
    const [port, hubPort, api] = [await freePort(), await freePort(), await freePort()];
    const bin = path.join(root, '.venv/bin');
    writeFileSync(
      path.join(folder, 'jupyterhub_config.py'),
      [
        'c = get_config()',
        `c.JupyterHub.bind_url = "http://127.0.0.1:${port}/base%20path/"`,
        `c.JupyterHub.hub_port = ${hubPort}`,
        `c.ConfigurableHTTPProxy.api_url = "http://127.0.0.1:${api}"`,
        `c.ConfigurableHTTPProxy.command = ["${path.join(root, 'node_modules/.bin/configurable-http-proxy')}"]`,
        'c.JupyterHub.authenticator_class = "dummy"',
        'c.DummyAuthenticator.password = "demo"',
        'c.Authenticator.allow_all = True',
        'c.JupyterHub.spawner_class = "simple"',
        `c.Spawner.cmd = ["${bin}/jupyterhub-singleuser"]`,
        'c.Spawner.args = ["--allow-root", "--LabApp.expose_app_in_browser=True"]',
        `c.Spawner.notebook_dir = "${notebooks}"`,
        'c.Spawner.default_url = "/lab"',
        'c.Spawner.start_timeout = 60',
        ''
      ].join('\n')
    );
    hub = spawn(path.join(bin, 'jupyterhub'), ['-f', 'jupyterhub_config.py'], {
      cwd: folder,
      detached: true,
      env: { ...process.env, HOME: folder, PATH: `${bin}:${process.env.PATH ?? ''}` }
    });
    hub.stdout?.on('data', data => (output += String(data)));
    hub.stderr?.on('data', data => (output += String(data)));
    base = `http://127.0.0.1:${port}/base%20path/`;
    for (let i = 0; !(await fetch(`${base}hub/login`).catch(() => null))?.ok; i++) {
      if (hub.exitCode !== null || i > 200) {
        throw new Error(`JupyterHub did not start:\n${output}`);
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
    browser = await workerBrowser();
  });

  test.afterAll(async () => {
    await page?.context().close();
    if (hub?.pid && hub.exitCode === null) {
      const ended = new Promise(resolve => hub.once('exit', resolve));
      process.kill(-hub.pid, 'SIGTERM'); // the hub ends its servers and its proxy
      await Promise.race([ended, new Promise(resolve => setTimeout(resolve, 10_000))]);
      try {
        process.kill(-hub.pid, 'SIGKILL');
      } catch {
        // everything has ended
      }
    }
    rmSync(folder, { recursive: true, force: true });
  });

  test.beforeEach(async () => {
    if (!page) {
      page = await browser.newPage({ viewport: { width: 1400, height: 900 } });
      await page.goto(`${base}hub/login`);
      await logIn(page);
      await page.waitForURL(/\/lab/, { timeout: 60_000 });
      await restored(page);
    }
  });

  test.afterEach(async () => {
    await page?.context().close();
    page = null;
  });

  const shown = () => {
    if (!page) {
      throw new Error('no page');
    }
    return page;
  };

  /** As the hub's own page does it: the cookie, and the XSRF value of the hub's path. */
  const api = async (method: string, suffix: string) => {
    const cookies = await shown().context().cookies(`${base}hub/`);
    const xsrf = cookies.find(
      cookie => cookie.name === '_xsrf' && decodeURI(cookie.path).endsWith('/hub/')
    );
    return shown().request.fetch(`${base}hub/api/users/${encodeURIComponent(user)}${suffix}`, {
      method,
      headers: { 'X-XSRFToken': xsrf?.value ?? '', Referer: `${base}hub/home` }
    });
  };
  return {
    get page() {
      return shown();
    },
    output: () => output.slice(-2000),
    file: name => path.join(folder, 'notebooks', name),
    logIn,
    server: async method => {
      await shown().request.get(`${base}hub/home`); // the hub sends its XSRF value with this
      const answer = await api(method, '/server');
      expect(answer.status(), await answer.text()).toBeLessThan(300);
      await expect
        .poll(
          async () => {
            const { server, pending } = (await (await api('GET', '')).json()) as {
              server: string | null;
              pending: string | null;
            };
            return pending ? 'pending' : server ? 'running' : 'stopped';
          },
          { timeout: 60_000 }
        )
        .toBe(method === 'POST' ? 'running' : 'stopped');
    }
  };
}
