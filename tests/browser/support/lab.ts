import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { freePort } from '../../../scripts/port.mjs';

export const root = path.resolve(import.meta.dirname, '../../..');

/** A JupyterLab server on its own folder. */
export interface ILab {
  url: string;
  folder: string;
  /** The server's folder for settings and layouts. */
  home: string;
  output(): string;
  stop(): Promise<void>;
  /** End the server by a signal, else kill it; its files stay. */
  halt(signal?: NodeJS.Signals): Promise<void>;
  /** Kill the server at once; its files stay. */
  kill(): void;
  /** Restart it, at the same address, and wait until it answers. */
  resume(): Promise<void>;
}

export interface ILabOptions {
  /** Environment whose JupyterLab is started; the project's by default. */
  venv?: string;
  arguments?: string[];
  /** Make file permissions effective for the server even if the tests, and so it, run as root. */
  refusable?: boolean;
}

const isRoot = process.getuid?.() === 0;

/** Root without the two rights that override permissions; its files still belong to it. */
const withoutPrivilege = [
  'setpriv',
  '--bounding-set=-dac_override,-dac_read_search',
  '--inh-caps=-all'
];

/** Reason why permissions cannot bind a server here; null if they can. */
export function cannotBeRefused(): string | null {
  const [command, ...rest] = [...withoutPrivilege, 'true'];
  return !isRoot || spawnSync(command, rest).status === 0
    ? null
    : 'root is refused nothing, and setpriv, which could take its rights, is not here';
}

/** Start JupyterLab and wait until it answers. */
export async function startLab(options: ILabOptions = {}): Promise<ILab> {
  const folder = mkdtempSync(path.join(tmpdir(), 'xes-lab-'));
  const home = mkdtempSync(path.join(tmpdir(), 'xes-home-'));
  firstSettings(home);
  const port = await freePort();
  const token = 'test-token';
  const confined = options.refusable && isRoot && cannotBeRefused() === null;
  const [command, ...before] = [
    ...(confined ? withoutPrivilege : []),
    path.join(options.venv ?? path.join(root, '.venv'), 'bin', 'jupyter-lab')
  ];
  const base = `http://127.0.0.1:${port}/`;
  let output = '';
  let child: ChildProcess;
  const resume = async () => {
    child = spawn(
      command,
      [
        ...before,
        '--no-browser',
        '--allow-root',
        '--expose-app-in-browser',
        `--port=${port}`,
        '--ServerApp.port_retries=0',
        `--ServerApp.root_dir=${folder}`,
        `--IdentityProvider.token=${token}`,
        ...(options.arguments ?? [])
      ],
      {
        cwd: folder,
        env: { ...process.env, HOME: home, JUPYTER_CONFIG_DIR: home, JUPYTER_DATA_DIR: home }
      }
    );
    child.stdout?.on('data', data => (output += String(data)));
    child.stderr?.on('data', data => (output += String(data)));
    for (let i = 0; ; i++) {
      const answer = await fetch(`${base}api/status?token=${token}`).catch(() => null);
      if (answer?.ok) {
        break;
      }
      if (child.exitCode !== null || i > 600) {
        throw new Error(`JupyterLab did not start:\n${output}`);
      }
      await new Promise(resolve => setTimeout(resolve, 200));
    }
  };
  const halt = async (signal: NodeJS.Signals = 'SIGKILL') => {
    const ended = new Promise(resolve => child.once('exit', resolve));
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal);
      // Python loses a KeyboardInterrupt that arrives in a callback: a user presses the keys again
      const again = signal === 'SIGINT' ? setInterval(() => child.kill(signal), 1000) : undefined;
      await ended;
      clearInterval(again);
    }
  };
  await resume();
  return {
    url: `${base}lab?token=${token}`,
    folder,
    home,
    kill: () => void child.kill('SIGKILL'),
    output: () => output,
    halt,
    resume,
    stop: async () => {
      await halt();
      rmSync(folder, { recursive: true, force: true });
      rmSync(home, { recursive: true, force: true });
    }
  };
}

/**
 * JupyterLab's question about news may appear at any time, and a toast interferes with counting and
 * clicking.
 */
function firstSettings(home: string): void {
  const quiet = path.join(home, 'lab/user-settings/@jupyterlab/apputils-extension');
  mkdirSync(quiet, { recursive: true });
  writeFileSync(
    path.join(quiet, 'notification.jupyterlab-settings'),
    '{ "fetchNews": "false", "checkForUpdates": false }'
  );
}

/** Reset a running server: an empty folder, no layouts, default settings. */
export function resetLab({ folder, home }: ILab): void {
  clearFolder(folder, []);
  rmSync(path.join(home, 'lab'), { recursive: true, force: true });
  firstSettings(home);
}

/** Delete the content of a folder, whatever its permissions, except the entries of these names. */
export function clearFolder(folder: string, retained: readonly string[]): void {
  chmodSync(folder, 0o777);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (!retained.includes(entry.name)) {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) {
        clearFolder(place, []);
      }
      remove(place);
    }
  }
}

/** Delete a file or folder, if it exists, also while the server still writes in it. */
export function remove(place: string): void {
  for (let i = 0; existsSync(place); i++) {
    try {
      rmSync(place, { recursive: true });
    } catch (error) {
      if (i === 100) {
        throw error;
      }
    }
  }
}

interface IApp {
  shell: { currentWidget: { title: { label: string } } | null };
  restored: Promise<unknown>;
  commands: { execute(id: string, args?: object): Promise<unknown> };
}

/**
 * Open the page, with an empty workspace, and wait until JupyterLab is restored and its launcher is
 * the current tab: it appears some time later, and would replace what a test opened meanwhile.
 */
export async function openLab(page: Page, url: string): Promise<void> {
  await page.goto('about:blank'); // closed documents no longer save their layout
  await forgetLayout(url);
  await page.goto(url);
  await restored(page);
  await current(page, 'Launcher');
}

/** The address's own "reset" sometimes loads the page a second time, long after it was restored. */
async function forgetLayout(url: string): Promise<void> {
  const token = new URL(url).searchParams.get('token') ?? '';
  const answer = await fetch(new URL('/lab/api/workspaces/default', url), {
    method: 'DELETE',
    headers: { Authorization: `token ${token}` }
  });
  if (!answer.ok && answer.status !== 404) {
    throw new Error(`The layout is not forgotten: ${answer.status}`);
  }
}

/** Wait until JupyterLab is restored on the page. */
export async function restored(page: Page): Promise<void> {
  // not evaluated: a second tab on a workspace is redirected to another address while it loads; and
  // no promise, which would count as true whatever it resolves to
  await page.waitForFunction(() => {
    const scope = window as unknown as { jupyterapp?: IApp; testRestored?: boolean };
    void scope.jupyterapp?.restored.then(() => (scope.testRestored = true));
    return scope.testRestored === true;
  });
}

/** Run a command. Ours return JSON, which is passed on; a widget that another returns is not. */
export function execute(page: Page, id: string, args: object = {}): Promise<unknown> {
  return page.evaluate(
    async ([command, values]) => {
      const { jupyterapp } = window as unknown as { jupyterapp: IApp };
      const result = await jupyterapp.commands.execute(command, values);
      return command.startsWith('xes:')
        ? (JSON.parse(JSON.stringify(result ?? null)) as unknown)
        : null;
    },
    [id, args] as const
  );
}

export interface IState {
  kind: string | null;
  channel: string | null;
  scans: {
    id: string;
    path: string;
    state: string;
    kind: string | null;
    running: boolean;
    error: { code: string } | null;
  }[];
  steps: { id: string; step: string; outcome: string; error: { code: string } | null }[];
  history: { undo: number; redo: number };
  /** Whether everything shown is complete. */
  settled: boolean;
  cuts: { id: string; type: string; at: number; width: number; points: number }[];
  plots: number;
  bytes: number;
}

/** Wait until the current viewer has read what it shows (or failed to), and return its state. */
export async function settled(page: Page): Promise<IState> {
  for (let i = 0; i < 1800; i++) {
    const state = (await execute(page, 'xes:state')) as IState | null;
    const isRead = state?.scans.every(scan => scan.state !== 'loading');
    if (state && state.scans.length > 0 && isRead && state.settled) {
      return state;
    }
    await page.waitForTimeout(50);
  }
  throw new Error('The viewer did not settle');
}

/**
 * Wait until the tab of that name is current: commands act on it.
 * @param timeout ms; default: that of the test.
 */
export async function current(page: Page, name: string, timeout?: number): Promise<void> {
  await page.waitForFunction(
    label => {
      const { jupyterapp } = window as unknown as { jupyterapp?: IApp };
      return jupyterapp?.shell.currentWidget?.title.label === label;
    },
    name,
    { timeout, polling: 50 } // also while the page draws no frames
  );
}

/** Wait until the current tab's document is loaded. */
export function loaded(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { shell: { currentWidget: { context: { ready: Promise<void> } } } };
    };
    await jupyterapp.shell.currentWidget.context.ready;
  });
}

/** Whether the current tab's document has unsaved changes. */
export function isDirty(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const { jupyterapp } = window as unknown as {
      jupyterapp: { shell: { currentWidget: { context: { model: { dirty: boolean } } } } };
    };
    return jupyterapp.shell.currentWidget.context.model.dirty;
  });
}
