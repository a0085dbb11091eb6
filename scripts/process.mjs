// Run other programs, for the scripts in this folder.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stacksOf } from './stuck.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Time for programs to end by themselves after Ctrl-C, milliseconds. */
const grace = 10_000;

/** Time after a program's end for output of its subprocesses, milliseconds. */
const lastWords = 5000;

/** Running programs. */
const running = new Set();

/** Path of a program in the project's Python environment. */
export function venvBin(name) {
  return path.join(root, '.venv', 'bin', name);
}

/**
 * Run a program in the project's folder; rejects if it fails or takes longer than `timeout` (ms).
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = start(command, args, { stdio: 'inherit', ...options });
    child.on('error', error => reject(new Error(`${command} can't be started: ${error.message}`)));
    child.on('close', (code, signal) =>
      code === 0
        ? resolve()
        : reject(new Error(`${command} ${args.join(' ')} ended with ${code ?? signal}`))
    );
  });
}

/**
 * Run a program and return its output and exit code. With `isLive` its output is also printed
 * immediately. After `most` ms it is killed with all its subprocesses; `late` then reports what it
 * was doing.
 */
export function capture(command, args, { isLive = false, most = Infinity, ...options } = {}) {
  return new Promise(resolve => {
    const child = start(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // a separate process group, so that all subprocesses can be killed
      detached: true,
      ...options
    });
    let output = '';
    let late;
    const take = stream => data => {
      output += data;
      if (isLive) {
        stream.write(data);
      }
    };
    const watch =
      Number.isFinite(most) &&
      setTimeout(() => {
        void stacksOf(child.pid).then(stacks => {
          late = `It had not ended after ${most / 1000} s. What ran:\n${stacks}`;
          signal({ pid: child.pid, isGroup: true }, 'SIGKILL');
        });
      }, most);
    const end = (code, more = '') => {
      clearTimeout(watch);
      child.stdout.destroy();
      child.stderr.destroy();
      resolve({ code, output: output + more, late });
    };
    child.stdout.on('data', take(process.stdout));
    child.stderr.on('data', take(process.stderr));
    child.on('error', error => end(127, error.message));
    child.on('close', code => end(code ?? 1));
    // a subprocess left running may hold its output open for ever
    child.on('exit', code => setTimeout(() => end(code ?? 1), lastWords).unref());
  });
}

/**
 * On Ctrl-C, SIGTERM or a closed terminal, end all running programs and their subprocesses before
 * this one.
 */
export function endChildrenWithThisProcess() {
  let isEnding = false;
  const end = async () => {
    if (isEnding) {
      return;
    }
    isEnding = true;
    const ended = [...running].map(({ closed }) => closed);
    signalAll('SIGINT');
    setTimeout(() => signalAll('SIGKILL'), grace).unref();
    await Promise.all(ended);
    process.exit(130);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => void end());
  }
}

function signalAll(name) {
  for (const entry of running) {
    signal(entry, name);
  }
}

function signal({ pid, isGroup }, name) {
  try {
    process.kill(isGroup ? -pid : pid, name);
  } catch {
    // it has already ended
  }
}

function start(command, args, options) {
  const child = spawn(command, args, { cwd: root, ...options });
  if (child.pid !== undefined) {
    const closed = new Promise(resolve => child.on('close', resolve));
    const entry = { pid: child.pid, isGroup: options.detached ?? false, closed };
    running.add(entry);
    void closed.then(() => running.delete(entry));
  }
  return child;
}
