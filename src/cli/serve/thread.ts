import { getHeapStatistics } from 'node:v8';
import { Worker, type ResourceLimits } from 'node:worker_threads';
import { version } from '../../base/version.js';
import type { Job, WorkerAnswer, WorkerMessage } from './protocol.js';

const megabyte = 2 ** 20;

interface ThreadEvents {
  onFrame(answer: WorkerAnswer): void;
  /** It ended without being terminated. @param message a sentence about it. */
  onEnd(message: string): void;
}

/** The computing thread; when it ends it is replaced. */
export class Thread {
  constructor(
    private _file: URL,
    private _events: ThreadEvents,
    private _limits: ResourceLimits = {
      maxOldGenerationSizeMb: Math.floor(getHeapStatistics().heap_size_limit / megabyte)
    }
  ) {}

  start(): void {
    this._worker ??= this._made();
  }

  give(job: Job): void {
    this.start();
    this._worker?.postMessage(job, [job.payload]);
  }

  /** Terminate the thread in any state, and start another. */
  replace(): void {
    void this.dispose();
    this.start();
  }

  /** Terminate the thread. */
  async dispose(): Promise<void> {
    const worker = this._worker;
    this._worker = null;
    await worker?.terminate();
  }

  private _made(): Worker {
    const worker = new Worker(this._file, {
      stdout: true,
      stderr: true,
      resourceLimits: this._limits
    });
    worker.stdout.pipe(process.stderr, { end: false });
    worker.stderr.pipe(process.stderr, { end: false });
    let reason: string | null = null;
    worker.on('message', (message: WorkerMessage) => {
      if ('version' in message) {
        requireSame(message.version);
      } else if (worker === this._worker) {
        if (message.isSpent) {
          this.replace(); // before the next job starts
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

/** An upgrade replaced the files of the engine meanwhile: the client restarts it as a whole. */
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
