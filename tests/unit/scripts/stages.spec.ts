import { spawn, spawnSync } from 'node:child_process';
import path from 'node:path';

const script = path.join(__dirname, 'stages.mjs');

/** Whether a process lives. */
function lives(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe('a run of suites', () => {
  const { stdout, status } = spawnSync(process.execPath, [script, 'pass'], { encoding: 'utf8' });

  it('separates the output of suites that run side by side', () => {
    expect(stdout).toMatch(/== a \(\d+ s\)\na 1\na 2\n/);
    expect(stdout).toMatch(/== b \(\d+ s\)\nb 1\nb 2\n/);
  });

  it('continues after a suite that fails, is skipped or cannot be prepared', () => {
    expect(stdout).toContain('== d\nd 1\nd 2\n');
    expect(stdout).toContain('[b] b 1\nb 2');
    expect(stdout).toContain('[e] e is broken');
  });

  it('ends with times and a summary line', () => {
    expect(stdout).toMatch(/== time\n +[\d.]+ s {2}a\n +[\d.]+ s {2}b\n/);
    expect(stdout.trimEnd().split('\n').pop()).toBe('2 passed, 2 failed, 1 skipped');
    expect(status).toBe(1);
  });

  it('kills a suite that does not end, reports where it was, and continues', () => {
    const run = spawnSync(process.execPath, [script, 'late'], { encoding: 'utf8' });
    expect(run.stdout).toMatch(/\[turning\] It had not ended after 0\.5 s\.[^]*#0 turn /);
    expect(run.stdout.trimEnd().split('\n').pop()).toBe('1 passed, 1 failed');
  });

  it('does not wait for processes that a suite left running', () => {
    const run = spawnSync(process.execPath, [script, 'left'], { encoding: 'utf8' });
    expect(run.stdout.trimEnd().split('\n').pop()).toBe('1 passed, 0 failed');
    const left = Number(/left (\d+)/.exec(run.stdout)?.[1]);
    expect(lives(left)).toBe(true);
    process.kill(left, 'SIGKILL');
  });

  it('ends everything it started on a signal', async () => {
    const run = spawn(process.execPath, [script, 'endless'], {
      stdio: ['ignore', 'pipe', 'inherit']
    });
    const pids = await new Promise<number[]>(resolve => {
      run.stdout.on('data', (text: Buffer) => {
        const found = /pids (\d+) (\d+)\n/.exec(String(text));
        if (found) {
          resolve(found.slice(1).map(Number));
        }
      });
    });
    expect(pids.map(lives)).toEqual([true, true]);
    run.kill('SIGINT');
    const code = await new Promise(resolve => run.on('close', resolve));
    expect(code).toBe(130);
    while (pids.some(lives)) {
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  });
});
