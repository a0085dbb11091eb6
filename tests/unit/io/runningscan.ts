import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface, type Interface } from 'node:readline';

/** A program that writes a spectrum point by point, 100 + 3k at 7000 + k/2 eV. */
export class RunningScan {
  /** @param root folder of the project. */
  constructor(root: string, path: string, mode: 'swmr' | 'latest' = 'swmr') {
    const code = join(root, 'tests/unit/io/fixtures/running_scan.py');
    this._process = spawn(join(root, '.venv/bin/python'), [code, path, mode]);
    this._lines = createInterface(this._process.stdout);
    this._lines.on('line', line => this._output.push(line));
  }

  /** Append the given number of points, and wait until they are flushed. */
  async append(points: number): Promise<void> {
    this._process.stdin.write(`${points}\n`);
    await this.printed('written');
  }

  /** Close the file, and wait until it is. */
  async close(): Promise<void> {
    this._process.stdin.end();
    await this.printed('closed');
  }

  kill(): void {
    this._process.kill();
  }

  /** Wait for the next line. */
  async printed(word: string): Promise<void> {
    if (this._output.length === 0) {
      await once(this._lines, 'line');
    }
    const line = this._output.shift();
    if (line !== word) {
      throw new Error(`${word} was expected, not ${line}`);
    }
  }

  private _process: ChildProcessWithoutNullStreams;
  private _lines: Interface;
  private _output: string[] = [];
}
