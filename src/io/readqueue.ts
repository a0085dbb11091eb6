import { cancelled } from './unchanged.js';

interface IWaiting<K> {
  key: K;
  begin(): void;
  leave(): void;
}

/**
 * Runs a limited number of reads at a time, in the order of the requests, across all documents;
 * reads for what is on screen can be prioritised.
 */
export class ReadQueue<K> {
  /** @param _most largest number of concurrent reads. */
  constructor(private _most: number) {}

  /**
   * Run the work when a slot is free. The slot is released when the work ends or the signal is
   * aborted.
   * @throws XESError `worker/cancelled` if aborted while queued; and what the work throws.
   */
  async run<T>(key: K, signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    // synchronous if a slot is free: the next task on the page may take long
    const end = this._isFree ? this._begun(signal) : await this._take(key, signal);
    try {
      if (signal.aborted) {
        throw cancelled(); // when all are aborted, a slot may go to a read just before its own abort
      }
      return await work();
    } finally {
      end();
    }
  }

  /** Move these to the front of the queue, in this order. */
  prioritise(keys: readonly K[]): void {
    const rank = new Map(keys.map((key, i) => [key, i]));
    const rankOf = ({ key }: IWaiting<K>) => rank.get(key) ?? keys.length;
    this._waiting.sort((a, b) => rankOf(a) - rankOf(b)); // stable: the others keep their order
  }

  /** Cancel everything in the queue. */
  clear(): void {
    this._waiting.splice(0).forEach(({ leave }) => leave());
  }

  private get _isFree(): boolean {
    return this._running < this._most && this._waiting.length === 0;
  }

  private _take(key: K, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const waiting: IWaiting<K> = {
        key,
        begin: () => {
          signal.removeEventListener('abort', waiting.leave);
          resolve(this._begun(signal));
        },
        leave: () => {
          signal.removeEventListener('abort', waiting.leave);
          this._waiting = this._waiting.filter(other => other !== waiting);
          reject(cancelled());
        }
      };
      if (signal.aborted) {
        waiting.leave();
        return;
      }
      signal.addEventListener('abort', waiting.leave);
      this._waiting.push(waiting);
      this._next();
    });
  }

  /** @returns releases the slot; further calls do nothing. */
  private _begun(signal: AbortSignal): () => void {
    this._running++;
    let isOver = false;
    const end = () => {
      signal.removeEventListener('abort', end);
      if (!isOver) {
        isOver = true;
        this._running--;
        this._next();
      }
    };
    signal.addEventListener('abort', end);
    return end;
  }

  private _next(): void {
    while (this._running < this._most && this._waiting.length > 0) {
      this._waiting.shift()?.begin();
    }
  }

  private _running = 0;
  private _waiting: IWaiting<K>[] = [];
}
