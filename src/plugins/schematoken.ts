import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';

/** Takes facility schemas of other extensions: data that say how files are read (`docs/facility-schemas.md`). */
export interface IXESSchemas {
  /**
   * Add a facility schema, as JSON. It comes after those beside the data, of the settings and of Python packages, and
   * before those of this extension. Scans that are open are read again. @returns takes it away again.
   */
  add(schema: unknown): IDisposable;
}

export const IXESSchemas = new Token<IXESSchemas>('jupyterlab-xes:IXESSchemas');
