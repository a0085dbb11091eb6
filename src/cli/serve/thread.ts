import { getHeapStatistics } from 'node:v8';
import { Worker } from 'node:worker_threads';
import { version } from '../../base/version.js';
import type { Job, WorkerAnswer, WorkerMessage } from './protocol.js';

const megabyte = 2 ** 20;

interface ThreadEvents {
  onFrame(answer: WorkerAnswer): void;
  /** It ended without being told to. @param message a sentence about it. */
  onEnd(message: string): void;
}

/** The thread that computes; another takes its place when it ends. */
export class Thread {
  constructor(
    private _file: URL,
    private _events: ThreadEvents
  ) {}

  start(): void {
    this._worker ??= this._made();
  }

  give(job: Job): void {
    this.start();
    this._worker?.postMessage(job, [job.payload]);
  }

  /** End the thread whatever it does, and begin another. */
  replace(): void {
    const worker = this._worker;
    this._worker = null;
    void worker?.terminate();
    this.start();
  }

  private _made(): Worker {
    const worker = new Worker(this._file, {
      stdout: true,
      stderr: true,
      resourceLimits: {
        maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / megabyte)
      }
    });
    worker.stdout.pipe(process.stderr, { end: false });
    worker.stderr.pipe(process.stderr, { end: false });
    let reason: string | null = null;
    worker.on('message', (message: WorkerMessage) => {
      if ('version' in message) {
        requireSame(message.version);
      } else if (worker === this._worker) {
        if (message.isSpent) {
          this.replace(); // before the next job is given
        }
        this._events.onFrame(message);
      }
    });
    worker.on('error', ({ message }: Error) => (reason = message));
    worker.on('exit', code => {
      if (worker === this._worker) {
        this._worker = null;
        this._events.onEnd(sentence(reason ?? `it ended with ${code}`));
      }
    });
    return worker;
  }

  private _worker: Worker | null = null;
}

/** An upgrade replaced the files of the engine meanwhile: the client starts the new one as a whole. */
function requireSame(other: string): void {
  if (other !== version) {
    process.stderr.write(`The engine ${version} was replaced by ${other}.\n`);
    process.exit(3);
  }
}

function sentence(reason: string): string {
  return /memory|allocation/i.test(reason)
    ? `The engine ran out of memory (${reason}). Work on fewer scans or a smaller region at once.`
    : `The engine ended while it computed this (${reason}).`;
}
