import type * as CodeOfRows from '../model/codeofrows.js';

type Writer = typeof CodeOfRows;

/**
 * The module that writes code: it includes the science of all steps, and so is loaded separately,
 * along with the first document.
 */
export class CodeWriter {
  constructor() {
    // menus need it synchronously: usually it is loaded before the first is opened
    this.load().catch(() => undefined);
  }

  /** Null while it is loading. */
  get loaded(): Writer | null {
    return this._writer;
  }

  async load(): Promise<Writer> {
    this._writer ??= await import('../model/codeofrows.js');
    return this._writer;
  }

  private _writer: Writer | null = null;
}
