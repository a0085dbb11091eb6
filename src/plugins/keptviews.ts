import type { IStateDB } from '@jupyterlab/statedb';
import {
  deserialise,
  serialise,
  type AnalysisDocument,
  type AnalysisModel
} from '../analysis/index.js';
import { viewKey } from './movedviews.js';

/** What a lone scan's viewer showed when it was last open. */
export interface IKeptView {
  document: AnalysisDocument;
  /** When somebody last worked on it: UTC, ISO; null where nobody did, or nobody knows. */
  edited: string | null;
}

/** Views and cuts of lone scans, kept under their paths. */
export class KeptViews {
  constructor(private _state: IStateDB | null) {}

  /** @returns null where none is kept, or it can't be read. */
  async find(path: string): Promise<IKeptView | null> {
    try {
      const kept = await this._state?.fetch(viewKey(path));
      const { text, edited } = typeof kept === 'string' ? { text: kept } : asRecord(kept);
      return typeof text === 'string'
        ? { document: deserialise(text), edited: typeof edited === 'string' ? edited : null }
        : null;
    } catch {
      return null; // a view of another version, or none to be had, is worth less than the scan itself
    }
  }

  async keep(path: string, model: AnalysisModel): Promise<void> {
    const text = serialise({ ...model.document, scans: [] });
    await this._state?.save(viewKey(path), { text, edited: model.edits.last });
  }
}

function asRecord(value: unknown): { text?: unknown; edited?: unknown } {
  return typeof value === 'object' && value !== null ? value : {};
}
