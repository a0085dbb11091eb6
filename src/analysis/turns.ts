import { XESError } from '../science/errors.js';

/**
 * Lets few at a time do something, in the order they asked: the scans of a large analysis are read
 * one after another, and the one that is looked at goes first.
 */
export class Turns<K> {
  /** @param _most how many may have their turn at a time. */
  constructor(private _most: number) {}

  /**
   * Wait for a turn. It ends when the signal is aborted, whatever its owner still waits for.
   * @returns what ends the turn. Rejects when the signal is aborted before the turn came.
   */
  take(key: K, signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      const waiting: IWaiting<K> = {
        key,
        begin: () => {
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
          signal.removeEventListener('abort', leave);
          signal.addEventListener('abort', end);
          resolve(end);
        }
      };
      const leave = () => {
        signal.removeEventListener('abort', leave);
        this._waiting = this._waiting.filter(other => other !== waiting);
        reject(new Error('Aborted before the turn came.'));
      };
      if (signal.aborted) {
        leave();
        return;
      }
      signal.addEventListener('abort', leave);
      this._waiting.push(waiting);
      this._next();
    });
  }

  /** Let one that waits be the next. */
  hasten(key: K): void {
    const isKey = (waiting: IWaiting<K>) => waiting.key === key;
    this._waiting = [
      ...this._waiting.filter(isKey),
      ...this._waiting.filter(waiting => !isKey(waiting))
    ];
  }

  private _next(): void {
    while (this._running < this._most && this._waiting.length > 0) {
      this._waiting.shift()?.begin();
    }
  }

  private _running = 0;
  private _waiting: IWaiting<K>[] = [];
}

interface IWaiting<K> {
  key: K;
  begin(): void;
}

/** What is said of a read that was given up. */
export function cancelled(): XESError {
  return new XESError('worker/cancelled', 'Reading was cancelled. Reload the scan to read it.');
}
