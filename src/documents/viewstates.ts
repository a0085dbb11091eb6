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
import { inTurn } from './sequential.js';
import { viewKey } from './movedviews.js';

/** The state of a viewer of a scan without analysis when it was last open. */
export interface ViewState {
  /** Its only scan is the requested one. */
  document: AnalysisDocument;
  /** When the user last edited it: UTC, ISO; null for never, or unknown. */
  edited: string | null;
}

/**
 * An unreadable stored view. A copy of it is stored under another key, which is not overwritten.
 */
export interface UnreadableView {
  path: string;
  /** The stored text. */
  text: string;
  error: XESError;
}

type Stored = ReadonlyPartialJSONValue;

/**
 * Views and cuts of scans without analysis, stored by path. Those of an earlier version are
 * migrated on reading, and copied to `KEY:v1` or `KEY:v2` before they are overwritten; those that
 * can't be read, or could not be loaded earlier, are copied to `KEY:unreadable`.
 */
export class ViewStateStore {
  /** @param _onUnreadable called with each view that can't be read, to notify the user. */
  constructor(
    private _state: IStateDB | null,
    private _onUnreadable: (view: UnreadableView) => void
  ) {}

  /** @returns null if none is stored, or it can't be read. @throws errors of the state database. */
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

  /**
   * @param edited as in `ViewState`.
   * @throws errors of the state database; then nothing is overwritten.
   */
  keep(path: string, document: AnalysisDocument, edited: string | null): Promise<void> {
    return this._inTurn(async () => {
      await this._copyAside(path);
      this._unseen.delete(path);
      await this._state?.save(viewKey(path), { text: writeDocument(document), edited });
    });
  }

  /**
   * The last view of an analysis, as JSON, and the time of its file; null if none is stored.
   * @throws errors of the state database.
   */
  async findLook(path: string): Promise<{ look: unknown; of: string } | null> {
    const { look, of } = fieldsOf((await this._inTurn(() => this._fetch(viewKey(path)))) ?? {});
    return typeof look === 'string' && typeof of === 'string' ? { look: parsed(look), of } : null;
  }

  /** @param of time of the viewed file. @throws errors of the state database. */
  keepLook(path: string, view: ViewLook, of: string): Promise<void> {
    const look = JSON.stringify(view);
    return this._inTurn(async () => {
      await this._state?.save(viewKey(path), { look, of });
    });
  }

  /** Files were renamed; their stored views are moved by `moveViews`. */
  renamed(rename: IRename): void {
    this._unseen = new Set([...this._unseen].map(path => afterRename(path, rename)));
  }

  /** Copy the stored view if it is not of the current version, or was not shown. */
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

  /** Store a copy under a key, numbered if a different one exists. */
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

  /** Paths whose view could not be loaded. */
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

/** Null if it is no JSON. */
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

/** Version of a text that could be read; empty text is a new document. */
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
