import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { interrupted, SharedInterruption } from './interruption.js';
import type { Work, WorkerMessage } from './work.js';

/** Time that the work has to reach its next pause and report its outcomes (ms). */
const grace = 2000;

/** Interval of checks whether files are still being replaced (ms). */
const pollInterval = 10;

const megabyte = 2 ** 20;

/**
 * Run a command line in a separate thread, print its messages, and end it on a signal: at its next
 * pause, after some seconds without one, at once on a second signal; but never while it replaces
 * files.
 * @param program this program's file.
 * @returns the exit code.
 */
export function runInThread(program: URL, words: string[]): Promise<number> {
  const interruption = new SharedInterruption();
  const workerData: Work = {
    words,
    memory: interruption.memory,
    isTerminal: process.stderr.isTTY ?? false
  };
  let lost: number | null = null;
  for (const stream of [process.stdout, process.stderr]) {
    // the reader may close early (| head): the work continues, and its exit code is unchanged
    stream.on('error', ({ code }: NodeJS.ErrnoException) => {
      if (code !== 'EPIPE' && lost === null) {
        lost = 2;
        const what = stream === process.stdout ? 'output' : 'error';
        complain(words, 'file/write-failed', `Standard ${what} can't be written (${code}).`);
      }
    });
  }
  return new Promise(resolve => {
    const worker = new Worker(program, {
      workerData,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / megabyte)
      }
    });
    let exit: number | null = null;
    worker.on('message', (message: WorkerMessage) => {
      if ('out' in message) {
        process.stdout.write(message.out);
      } else if ('err' in message) {
        process.stderr.write(message.err);
      } else {
        exit = message.exit;
      }
    });
    worker.on('error', ({ message }: Error) => complain(words, 'internal/error', `${message}.`));
    worker.on('exit', () => resolve(lost ?? exit ?? 2));
    const end = () => {
      if (!interruption.forbidWrites()) {
        setTimeout(end, pollInterval);
        return;
      }
      // the work may just have finished and reported it
      setImmediate(() => {
        if (exit === null) {
          const { code, message } = interrupted();
          complain(words, code, message);
          process.exit(130);
        }
      });
    };
    const onSignal = () => {
      if (interruption.aborted) {
        end();
      } else {
        interruption.abort();
        setTimeout(end, grace).unref();
      }
    };
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, onSignal);
    }
  });
}

function complain(words: readonly string[], code: string, message: string): void {
  process.stderr.write(
    words.includes('--json')
      ? JSON.stringify({ error: { code, message } }) + '\n'
      : `error: ${message} [${code}]\n`
  );
}
