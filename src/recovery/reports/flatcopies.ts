import { within } from '../../diagnostics/withtimeout.js';
import type { IOutbox } from '../store/storedoutbox.js';

/**
 * Copies that the end of a page left outside `xes-diagnostics` ("flat") of a report that is now
 * written. Only the report's identity is stored.
 */
export interface IFlatCopies {
  /** Name of the report. */
  name: string;
  id: string;
  session: string;
  server: string;
  /** Paths at which a copy may exist. */
  flat: string[];
  attempts: number;
  /** Distinguishes it from a report that is still pending. */
  isWritten: true;
}

/** A copy that can't be removed stays, and does no harm. */
const mostAttempts = 3;
/** Longest wait for the server (ms); after that the copy is left to the next attempt. */
const timeout = 30_000;
/** Status codes that may pass: login expired, timeout, too many requests. Others are final. */
const temporary = [401, 403, 408, 429];

/** Removes the flat copies of written reports, with a few more attempts if that fails. */
export class FlatCopies {
  /**
   * @param _remove removes one copy; rejects if it has to be tried again.
   * @param _outbox stores what is left for the next start.
   */
  constructor(
    private _remove: (path: string, report: IFlatCopies) => Promise<void>,
    private _outbox: () => Pick<IOutbox<IFlatCopies>, 'put' | 'remove'> | null
  ) {}

  /** A copy is being sent: it can't be removed until the request has succeeded or failed. */
  expect(name: string, sent: Promise<void>): void {
    this._sent.set(name, Promise.allSettled([this._sent.get(name), sent]));
  }

  /** Remove no copies of this report. */
  forget(name: string): void {
    this._sent.delete(name);
    this._left.delete(name);
  }

  /** Resolves when the copies are removed, or left to the next attempt. */
  async remove(written: IFlatCopies): Promise<void> {
    const { name } = written;
    const copies = this._left.get(name) ?? written;
    this._left.set(name, copies);
    if (this._underWay.has(name)) {
      return;
    }
    this._underWay.add(name);
    await this._try(copies);
    this._underWay.delete(name);
    if (copies.flat.length === 0 || copies.attempts >= mostAttempts) {
      this.forget(name);
      await this._outbox()?.remove([name]);
    } else {
      await this._outbox()?.put(copies);
    }
  }

  /** Try again to remove what is left. */
  async retry(): Promise<void> {
    await Promise.all([...this._left.values()].map(copies => this.remove(copies)));
  }

  private async _try(copies: IFlatCopies): Promise<void> {
    copies.attempts++;
    const sent = this._sent.get(copies.name);
    if (!(await within(timeout, () => Promise.resolve(sent).then(() => true), false))) {
      return;
    }
    const left: string[] = [];
    for (const path of copies.flat) {
      if (!(await within(timeout, () => this._isDone(path, copies), false))) {
        left.push(path);
      }
    }
    copies.flat = left;
  }

  /** @returns whether the copy is removed, or can never be. */
  private async _isDone(path: string, copies: IFlatCopies): Promise<boolean> {
    try {
      await this._remove(path, copies);
      return true;
    } catch (error) {
      const status = (error as { response?: { status?: number } } | null)?.response?.status ?? 0;
      return status >= 400 && status < 500 && !temporary.includes(status);
    }
  }

  /** Copies being sent, by the name of their report. */
  private _sent = new Map<string, Promise<unknown>>();
  private _left = new Map<string, IFlatCopies>();
  private _underWay = new Set<string>();
}
