import { within } from '../../diagnostics/within.js';
import type { IOutbox } from '../store/storedoutbox.js';

/** What the end of a page left flat of a report that is written; its identity is all that is kept. */
export interface IFlatCopies {
  /** As of the report. */
  name: string;
  id: string;
  session: string;
  server: string;
  /** Paths at which a copy may lie. */
  flat: string[];
  attempts: number;
  /** Tells it from a report that waits. */
  isWritten: true;
}

/** A copy that can't be taken away lies there, and does no harm. */
const mostAttempts = 3;
/** So long an answer is waited for (ms); what comes later is left to the next chance. */
const timeout = 30_000;
/** Of the login, or of the moment; every other refusal is for good. */
const passing = [401, 403, 408, 429];

/** Takes the copies of written reports away; where that fails, at a few more chances. */
export class FlatCopies {
  /**
   * @param _remove takes one away; rejects where it must be tried again.
   * @param _outbox keeps what is left for the next start.
   */
  constructor(
    private _remove: (path: string, report: IFlatCopies) => Promise<void>,
    private _outbox: () => Pick<IOutbox<IFlatCopies>, 'put' | 'remove'> | null
  ) {}

  /** A copy is on its way: until it came, or failed, it can't be taken away. */
  expect(name: string, sent: Promise<void>): void {
    this._sent.set(name, Promise.allSettled([this._sent.get(name), sent]));
  }

  /** Nothing of a report is to be taken away. */
  forget(name: string): void {
    this._sent.delete(name);
    this._left.delete(name);
  }

  /** Resolves when they are gone, or left to the next chance. */
  async take(found: IFlatCopies): Promise<void> {
    const { name } = found;
    const copies = this._left.get(name) ?? found;
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

  /** Another chance for what is left. */
  async retry(): Promise<void> {
    await Promise.all([...this._left.values()].map(copies => this.take(copies)));
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

  /** @returns whether it is gone, or will never go. */
  private async _isDone(path: string, copies: IFlatCopies): Promise<boolean> {
    try {
      await this._remove(path, copies);
      return true;
    } catch (error) {
      const status = (error as { response?: { status?: number } } | null)?.response?.status ?? 0;
      return status >= 400 && status < 500 && !passing.includes(status);
    }
  }

  /** Copies on their way, by the name of their report. */
  private _sent = new Map<string, Promise<unknown>>();
  private _left = new Map<string, IFlatCopies>();
  private _underWay = new Set<string>();
}
