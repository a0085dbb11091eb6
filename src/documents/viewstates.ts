import type { IStateDB } from '@jupyterlab/statedb';
import { JSONExt, type ReadonlyPartialJSONValue } from '@lumino/coreutils';
import {
  documentVersion,
  readDocument,
  writeDocument,
  type AnalysisDocument,
  type ViewLook
} from '../analysis/document/index.js';
import { asXESError, XESError } from '../base/errors.js';
import { afterRename, type IRename } from '../analysis/rename.js';
import { inTurn } from './inturn.js';
import { viewKey } from './movedviews.js';

/** What the viewer of a lone scan showed when it was last open. */
export interface ViewState {
  /** Its only scan is the one it was found for. */
  document: AnalysisDocument;
  /** When the user last edited it: UTC, ISO; null for never, or unknown. */
  edited: string | null;
}

/** A stored view that can't be read. A copy of it is under another key, which is not overwritten. */
export interface UnreadableView {
  path: string;
  /** What is stored. */
  text: string;
  error: XESError;
}

type Stored = ReadonlyPartialJSONValue;

/**
 * Views and cuts of lone scans, stored under their paths. What an earlier version stored is migrated when it
 * is found, and copied to `KEY:v1` or `KEY:v2` before it is overwritten; what can't be read, or could not be had
 * when it was looked for, is copied to `KEY:unreadable`.
 */
export class ViewStateStore {
  /** @param _onUnreadable called with each view that can't be read, to notify the user. */
  constructor(
    private _state: IStateDB | null,
    private _onUnreadable: (view: UnreadableView) => void
  ) {}

  /** @returns null where none is stored, or it can't be read. @throws what the state database throws. */
  async find(path: string): Promise<ViewState | null> {
    this._unseen.add(path);
    const stored = await this._inTurn(() => this._fetch(viewKey(path)));
    this._unseen.delete(path);
    if (stored === null) {
      return null;
    }
    const read = readView(stored, path);
    if (read.error) {
      this._onUnreadable({ path, text: textOf(stored), error: read.error });
      return null;
    }
    return read.view;
  }

  /** @param edited as of `ViewState`. @throws what the state database throws; then nothing is overwritten. */
  keep(path: string, document: AnalysisDocument, edited: string | null): Promise<void> {
    return this._inTurn(async () => {
      await this._copyAside(path);
      this._unseen.delete(path);
      await this._state?.save(viewKey(path), { text: writeDocument(document), edited });
    });
  }

  /**
   * How an analysis was looked at, as JSON, and the time of the file that was looked at; null where that is not stored.
   * @throws what the state database throws.
   */
  async findLook(path: string): Promise<{ look: unknown; of: string } | null> {
    const { look, of } = fieldsOf((await this._inTurn(() => this._fetch(viewKey(path)))) ?? {});
    return typeof look === 'string' && typeof of === 'string' ? { look: parsed(look), of } : null;
  }

  /** @param of time of the file that is looked at. @throws what the state database throws. */
  keepLook(path: string, view: ViewLook, of: string): Promise<void> {
    const look = JSON.stringify(view);
    return this._inTurn(async () => {
      await this._state?.save(viewKey(path), { look, of });
    });
  }

  /** Files were renamed; what is stored of them is moved by `moveViews`. */
  renamed(rename: IRename): void {
    this._unseen = new Set([...this._unseen].map(path => afterRename(path, rename)));
  }

  /** Copy what is stored, where it is not of the version that is written now, or was not shown. */
  private async _copyAside(path: string): Promise<void> {
    const key = viewKey(path);
    const stored = await this._fetch(key);
    if (stored === null) {
      return;
    }
    const { error, version } = readView(stored, path);
    if (error || this._unseen.has(path)) {
      await this._copy(`${key}:unreadable`, stored);
    } else if (version !== documentVersion) {
      await this._copy(`${key}:v${version}`, stored);
    }
  }

  /** Save a copy under a key, numbered where another one is there. */
  private async _copy(key: string, stored: Stored): Promise<void> {
    let free = key;
    for (let i = 2; ; i++) {
      const other = await this._fetch(free);
      if (other !== null && JSONExt.deepEqual(other, stored)) {
        return;
      }
      if (other === null) {
        break;
      }
      free = `${key}-${i}`;
    }
    await this._state?.save(free, stored);
  }

  private _inTurn<T>(work: () => Promise<T>): Promise<T> {
    return inTurn(this._state ?? this, work);
  }

  private async _fetch(key: string): Promise<Stored | null> {
    return (await this._state?.fetch(key)) ?? null;
  }

  /** Paths whose view could not be had when it was looked for. */
  private _unseen = new Set<string>();
}

type ReadView =
  | { view: ViewState; version: number; error: null }
  | { view: null; version: null; error: XESError };

function readView(stored: Stored, path: string): ReadView {
  try {
    // versions before 2 stored the text alone
    const { text, edited = null } =
      typeof stored === 'string' ? { text: stored } : fieldsOf(stored);
    if (typeof text !== 'string') {
      throw new XESError('analysis/invalid', 'This is no view: it has no text.');
    }
    const document = readDocument(text, { scan: path });
    const view = { document, edited: typeof edited === 'string' ? edited : null };
    return { view, version: versionOf(text), error: null };
  } catch (error) {
    return { view: null, version: null, error: asXESError(error, 'analysis/invalid') };
  }
}

/** Null where it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

interface IFields {
  text?: unknown;
  edited?: unknown;
  look?: unknown;
  of?: unknown;
}

function fieldsOf(stored: Stored): IFields {
  return typeof stored === 'object' && stored !== null ? (stored as Record<string, unknown>) : {};
}

/** Of a text that was read; empty text is a new document. */
function versionOf(text: string): number {
  const isEmpty = text.trim() === '';
  const { version } = isEmpty
    ? { version: documentVersion }
    : (JSON.parse(text.replace(/^\uFEFF/, '')) as { version: number });
  return version;
}

function textOf(stored: Stored): string {
  const { text } = typeof stored === 'string' ? { text: stored } : fieldsOf(stored);
  return typeof text === 'string' ? text : JSON.stringify(stored);
}
