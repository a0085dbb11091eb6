// Running other programs, for the scripts beside this file.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { stacksOf } from './stuck.mjs';

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Milliseconds that programs have to end themselves after Ctrl-C. */
const grace = 10_000;

/** Milliseconds after its end in which what a program started may still print. */
const lastWords = 5000;

/** Programs that run now. */
const running = new Set();

/** Path of a program in the project's Python environment. */
export function venvBin(name) {
  return path.join(root, '.venv', 'bin', name);
}

/** Run a program in the project's folder; rejects where it fails or takes longer than `timeout` (ms). */
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
 * Run a program and hand back what it printed, with its exit code. With `isLive` it prints as it goes too. One that has
 * not ended after `most` ms is killed, with all it started; `late` says then what it was doing.
 */
export function capture(command, args, { isLive = false, most = Infinity, ...options } = {}) {
  return new Promise(resolve => {
    const child = start(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // a process group of its own, so that it can be ended with all it started
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
    // something that it left running may hold its output open for ever
    child.on('exit', code => setTimeout(() => end(code ?? 1), lastWords).unref());
  });
}

/** Have Ctrl-C, SIGTERM and a closed terminal end all programs that run, with what they started, before this one. */
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
    // it has ended meanwhile
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
