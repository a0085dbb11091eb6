import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePort } from '../../../scripts/port.mjs';
import { root } from '../../browser/support/lab.js';

const token = 'test-token';

/** A JupyterLab server that can be ended by a signal and started again at the same address. */
export class MortalServer {
  private constructor(private _port: number) {
    const quiet = path.join(this._home, 'lab/user-settings/@jupyterlab/apputils-extension');
    mkdirSync(quiet, { recursive: true });
    writeFileSync(
      path.join(quiet, 'notification.jupyterlab-settings'),
      '{ "fetchNews": "false", "checkForUpdates": false }'
    );
  }

  static async create(): Promise<MortalServer> {
    return new MortalServer(await freePort());
  }

  readonly folder = mkdtempSync(path.join(tmpdir(), 'xes-lab-'));

  get url(): string {
    return `http://127.0.0.1:${this._port}/lab?token=${token}&reset`;
  }

  get output(): string {
    return this._output.slice(-4000);
  }

  get pid(): number {
    return this._child?.pid ?? 0;
  }

  /** Folder of a person's settings. */
  get settings(): string {
    return path.join(this._home, 'lab/user-settings');
  }

  /** Start it, and wait until it answers. */
  async start(): Promise<void> {
    const child = spawn(
      path.join(root, '.venv/bin/jupyter-lab'),
      [
        '--no-browser',
        '--allow-root',
        '--expose-app-in-browser',
        `--port=${this._port}`,
        '--ServerApp.port_retries=0',
        `--ServerApp.root_dir=${this.folder}`,
        `--IdentityProvider.token=${token}`
      ],
      {
        cwd: this.folder,
        env: {
          ...process.env,
          HOME: this._home,
          JUPYTER_CONFIG_DIR: this._home,
          JUPYTER_DATA_DIR: this._home
        }
      }
    );
    this._child = child;
    child.stdout.on('data', data => (this._output += String(data)));
    child.stderr.on('data', data => (this._output += String(data)));
    const status = `http://127.0.0.1:${this._port}/api/status?token=${token}`;
    for (let i = 0; !(await fetch(status).catch(() => null))?.ok; i++) {
      if (child.exitCode !== null || i > 600) {
        throw new Error(`JupyterLab did not start:\n${this.output}`);
      }
      await new Promise(resolve => setTimeout(resolve, 100));
    }
  }

  /** Send a signal, and wait until the process has ended. SIGINT is sent twice: the first one asks. */
  async end(signal: NodeJS.Signals): Promise<void> {
    const child = this._child;
    if (child && child.exitCode === null && child.signalCode === null) {
      const ended = new Promise<void>(resolve => child.once('exit', () => resolve()));
      child.kill(signal);
      if (signal === 'SIGINT') {
        child.kill(signal);
      }
      await ended;
    }
  }

  async dispose(): Promise<void> {
    await this.end('SIGKILL');
    rmSync(this.folder, { recursive: true, force: true });
    rmSync(this._home, { recursive: true, force: true });
  }

  private _home = mkdtempSync(path.join(tmpdir(), 'xes-home-'));
  private _child: ChildProcess | null = null;
  private _output = '';
}
