import type { IDisposable } from '@lumino/disposable';
import { Signal, type ISignal } from '@lumino/signaling';
import type { AccountKind, AccountPriority, IAccountFigures } from '../diagnostics/healthfacts.js';
import { toDisposable } from '../lifecycle/index.js';

export type { AccountPriority, IAccountFigures };

/** A holder of bytes. */
export interface IByteAccount {
  /** Shown to the user: the document's path, or a name of the holder. */
  readonly name: string;
  readonly kind: AccountKind;
  priority(): AccountPriority;
  /** Bytes held now. */
  bytes(): number;
  /** Free what can be restored later. @returns bytes freed. */
  free?(): number;
}

/** The bytes that an eviction freed. */
export interface IEviction {
  /** Bytes. */
  freed: number;
  accounts: { name: string; kind: AccountKind; bytes: number }[];
}

const order: readonly AccountPriority[] = ['cache', 'hidden'];

/**
 * All bytes that the viewer holds, by holder. An account that throws counts as empty: one broken
 * part must not hide the others.
 */
export class ByteAccounts {
  /** Emitted when an account is added or removed, and after bytes were freed. */
  get changed(): ISignal<this, void> {
    return this._changed;
  }

  /** Count the bytes of a holder until the result is disposed of. */
  register(account: IByteAccount): IDisposable {
    this._accounts.add(account);
    this._changed.emit();
    return toDisposable(() => {
      this._accounts.delete(account);
      this._changed.emit();
    });
  }

  /** Largest first. */
  list(): IAccountFigures[] {
    return this._sorted().map(({ account: _account, ...figures }) => figures);
  }

  /** Bytes held in all. */
  get total(): number {
    return this._sorted().reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Bytes held, by kind. */
  totals(): Record<AccountKind, number> {
    const totals: Record<AccountKind, number> = { blocks: 0, arrays: 0, wasm: 0, plots: 0 };
    for (const { kind, bytes } of this._sorted()) {
      totals[kind] += bytes;
    }
    return totals;
  }

  /**
   * Free bytes until no more than `limit` are held: caches first, then hidden documents, the
   * largest of each first; visible data are never freed.
   * @param limit in bytes; 0 frees everything that can be restored.
   */
  evict(limit: number): IEviction {
    const eviction: IEviction = { freed: 0, accounts: [] };
    for (const priority of order) {
      for (const { account } of this._sorted().filter(held => held.priority === priority)) {
        if (this.total <= limit) {
          return this._announced(eviction);
        }
        this._free(account, eviction);
      }
    }
    return this._announced(eviction);
  }

  /** Free the accounts of a name, unless they are visible. */
  evictNamed(name: string): IEviction {
    const eviction: IEviction = { freed: 0, accounts: [] };
    for (const { account } of this._sorted().filter(
      entry => entry.name === name && entry.priority !== 'visible'
    )) {
      this._free(account, eviction);
    }
    return this._announced(eviction);
  }

  private _free(account: IByteAccount, eviction: IEviction): void {
    // read again: freeing one account may have emptied or shown another
    if (figuresOf(account).bytes === 0 || figuresOf(account).priority === 'visible') {
      return;
    }
    const bytes = quietly(() => account.free?.() ?? 0, 0);
    if (Number.isFinite(bytes) && bytes > 0) {
      eviction.freed += bytes;
      eviction.accounts.push({ name: account.name, kind: account.kind, bytes });
    }
  }

  private _announced(eviction: IEviction): IEviction {
    if (eviction.freed > 0) {
      this._changed.emit();
    }
    return eviction;
  }

  private _sorted() {
    return [...this._accounts]
      .map(account => ({ account, ...figuresOf(account) }))
      .sort((a, b) => b.bytes - a.bytes);
  }

  private _accounts = new Set<IByteAccount>();
  private _changed = new Signal<this, void>(this);
}

function figuresOf(account: IByteAccount): IAccountFigures {
  const bytes = quietly(() => account.bytes(), 0);
  return {
    name: account.name,
    kind: account.kind,
    // an account of unknown visibility is left alone
    priority: quietly(() => account.priority(), 'visible'),
    bytes: Number.isFinite(bytes) ? Math.max(0, bytes) : 0,
    canFree: account.free !== undefined
  };
}

function quietly<T>(ask: () => T, otherwise: T): T {
  try {
    return ask();
  } catch {
    return otherwise;
  }
}
