import type * as CodeOfRows from '../model/codeofrows.js';

type Writer = typeof CodeOfRows;

/** What writes code: it brings the science of all steps, so that it is code of its own, fetched beside the first document. */
export class CodeWriter {
  constructor() {
    // menus look without waiting: mostly it is there when the first is opened
    this.load().catch(() => undefined);
  }

  /** Null while it is on its way. */
  get loaded(): Writer | null {
    return this._writer;
  }

  async load(): Promise<Writer> {
    this._writer ??= await import('../model/codeofrows.js');
    return this._writer;
  }

  private _writer: Writer | null = null;
}
