import { XESError } from '../../base/errors.js';
import { version } from '../../base/version.js';
import { interrupted, SharedInterruption } from '../interruption.js';
import { answerError } from './answers.js';
import { FrameReader, frameOf, type Frame } from './frames.js';
import { Thread } from './thread.js';

/** Time that a cancelled computation has to reach its next pause (ms). */
const grace = 200;

/** The same for operations that write many files: each of their pauses comes after a scan (ms). */
const writersGrace = 2000;

/** Interval of checks whether files are still being replaced (ms). */
const pollInterval = 10;

/** Interval of checks whether the parent process is still running (ms). */
const parentCheckInterval = 2000;

/** The last output to a client of another version, which prints it as the reason of the end. */
const versionMismatch = `The engine ${version} was spoken to as by another version of the package: restart the kernel if it was upgraded`;

interface Request extends Frame {
  id: number;
}

interface Running extends Request {
  interruption: SharedInterruption;
}

/**
 * The thread that communicates: it receives requests, passes one at a time to the computing thread,
 * and answers by their ids. It is never busy, so that a cancellation is handled during any
 * computation.
 */
export class Dispatcher {
  /** @param worker the file of the computing thread. @param send writes a frame for the client. */
  constructor(
    worker: URL,
    private _send: (frame: Uint8Array) => void
  ) {
    this._thread = new Thread(worker, {
      onFrame: ({ id, frame, isEnd }) => this._forward(id, frame, isEnd),
      onEnd: message => this._ended(message)
    });
  }

  /** Receive requests until standard input ends. */
  listen(): void {
    this._thread.start();
    const reader = new FrameReader();
    process.stdin.on('data', (piece: Buffer) => {
      try {
        reader.push(piece).forEach(frame => this._take(frame));
      } catch {
        // not synchronised with the client: it starts another engine, or receives the reason why it
        // can't
        process.stderr.write(`${versionMismatch}\n`, () => process.exit(2));
      }
    });
    const end = () => this._exit();
    process.stdin.on('end', end).on('error', end).on('close', end);
    process.stdout.on('error', end);
    process.on('SIGTERM', end).on('SIGHUP', end);
    process.on('SIGINT', () => undefined); // the client itself cancels requests
    const parent = process.ppid;
    setInterval(() => process.ppid !== parent && end(), parentCheckInterval).unref();
  }

  private _take(frame: Frame): void {
    const { id, op, of } = frame.header;
    if (op === 'cancel') {
      this._cancel(of);
      return;
    }
    if (typeof id !== 'number' || typeof op !== 'string') {
      throw new Error('A request has an id and an op.');
    }
    if (op === 'hello' && typeof frame.header.python === 'string') {
      this._client = `Python ${frame.header.python}`;
    }
    this._waiting.push({ ...frame, id });
    this._next();
  }

  private _next(): void {
    const request = this._running ? undefined : this._waiting.shift();
    if (!request) {
      return;
    }
    const { id, header, payload } = request;
    const interruption = new SharedInterruption();
    this._running = { ...request, interruption };
    this._thread.give({
      id,
      header,
      payload,
      interruption: interruption.memory,
      client: this._client
    });
  }

  private _cancel(id: unknown): void {
    const index = this._waiting.findIndex(request => request.id === id);
    if (index >= 0) {
      const [request] = this._waiting.splice(index, 1);
      this._refuse(request.id, interrupted());
      return;
    }
    const running = this._running;
    if (running && running.id === id && !running.interruption.aborted) {
      running.interruption.abort();
      const isWriter = running.header.op === 'run';
      setTimeout(() => this._force(running), isWriter ? writersGrace : grace);
    }
  }

  /** Terminate work that did not end by itself, but never while it replaces files. */
  private _force(running: Running): void {
    if (running !== this._running) {
      return;
    }
    if (!running.interruption.forbidWrites()) {
      setTimeout(() => this._force(running), pollInterval);
      return;
    }
    // its answer may just have arrived
    setImmediate(() => {
      if (running === this._running) {
        this._running = null;
        this._thread.replace();
        this._refuse(running.id, interrupted());
        this._next();
      }
    });
  }

  private _forward(id: number, frame: Uint8Array, isEnd: boolean): void {
    if (this._running?.id !== id) {
      return;
    }
    this._send(frame);
    if (isEnd) {
      this._running = null;
      this._next();
    }
  }

  /** The computing thread ended by itself. */
  private _ended(message: string): void {
    const running = this._running;
    this._running = null;
    if (running) {
      this._refuse(running.id, new XESError('engine/ended', message));
    }
    this._next();
  }

  private _refuse(id: number, error: XESError): void {
    this._send(frameOf({ id, error: answerError(error) }));
  }

  private _exit(): void {
    const running = this._running;
    if (running && !running.interruption.forbidWrites()) {
      setTimeout(() => this._exit(), pollInterval);
      return;
    }
    process.exit(0);
  }

  private _thread: Thread;
  private _waiting: Request[] = [];
  private _running: Running | null = null;
  private _client = 'Python';
}
