import { writeH5 } from '../../../src/io/h5write';
import type { PageMessage, WorkerMessage } from '../../../src/compute/protocol';
import { ComputeSession } from '../../../src/compute/session';
import { Evaluator } from '../../../src/analysis/evaluate';

interface IDeath {
  type: 'death';
  message: string;
}

type Computation = { id: string; key: string };

/**
 * A compute worker in this thread: the real session, behind a real channel, so that every message
 * is cloned or moved. It can die, and it can hang.
 */
export class FakeWorker {
  static all: FakeWorker[] = [];
  /** Called for each computation before it begins. */
  static onCompute: (computation: Computation, worker: FakeWorker) => void = () => undefined;
  static grace = 0;

  onmessage: ((event: { data: WorkerMessage }) => void) | null = null;
  onerror: ((event: { message: string; preventDefault(): void }) => void) | null = null;
  readonly listeners = new Map<string, () => void>();
  /** Messages it received, and messages it posted. */
  readonly received: PageMessage[] = [];
  readonly posted: WorkerMessage[] = [];
  readonly computed: Computation[] = [];
  isTerminated = false;
  isHung = false;
  readonly evaluator = new Evaluator();
  readonly session: ComputeSession;

  constructor() {
    FakeWorker.all.push(this);
    const { port1, port2 } = this._channel;
    const evaluate = this.evaluator.evaluate.bind(this.evaluator);
    this.evaluator.evaluate = (recipe, sources, options) =>
      evaluate(recipe, sources, {
        ...options,
        // as if each input took a while
        yield: async () => {
          await options.yield();
          await this._alive();
        },
        onCompute: computation => {
          options.onCompute?.(computation);
          if (computation) {
            this.computed.push(computation);
            FakeWorker.onCompute(computation, this);
          }
        }
      });
    const session = new ComputeSession(
      {
        post: (message, transfer) => this._post(message, transfer),
        // Node handles a thousand messages of a port before a timer: no channel here
        yield: () => new Promise(resolve => setImmediate(resolve)),
        now: () => performance.now(),
        writeH5,
        grace: FakeWorker.grace
      },
      this.evaluator
    );
    this.session = session;
    port2.onmessage = ({ data }: MessageEvent<PageMessage>) => {
      if (!this.isHung) {
        this.received.push(data);
        this._ports.push(...(data.type === 'link' ? [data.port] : []));
        session.handle(data);
      }
    };
    port1.onmessage = ({ data }: MessageEvent<WorkerMessage | IDeath>) => {
      if (data.type === 'death') {
        this.onerror?.({ message: data.message, preventDefault: () => undefined });
      } else {
        this.onmessage?.({ data });
      }
    };
  }

  postMessage(message: PageMessage, transfer: Transferable[]): void {
    this._channel.port1.postMessage(message, transfer);
  }

  addEventListener(type: string, listener: () => void): void {
    this.listeners.set(type, listener);
  }

  terminate(): void {
    this.isTerminated = this.isHung = true;
    this._channel.port1.close();
    this._channel.port2.close();
    this._ports.forEach(port => port.close());
  }

  crash(message = 'planted death'): void {
    this.isHung = true;
    // after the messages it posted before
    this._channel.port2.postMessage({ type: 'death', message });
  }

  private _post(message: WorkerMessage, transfer: Transferable[]): void {
    if (!this.isHung) {
      this.posted.push(message);
      this._channel.port2.postMessage(message, transfer);
    }
  }

  /** Never, once it hangs. */
  private _alive(): Promise<void> {
    return this.isHung ? new Promise(() => undefined) : Promise.resolve();
  }

  private _channel = new MessageChannel();
  private _ports: MessagePort[] = [];
}
