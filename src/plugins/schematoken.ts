import { Token } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';

/** Accepts facility schemas of other extensions (`docs/facility-schemas.md`). */
export interface IXESSchemas {
  /**
   * Add a facility schema, as JSON. It has lower priority than schemas next to the data, in the
   * settings and in Python packages, and higher priority than those of this extension. Open scans
   * are read again. @returns a disposable that removes the schema.
   */
  add(schema: unknown): IDisposable;
}

export const IXESSchemas = new Token<IXESSchemas>('jupyterlab-xes:IXESSchemas');
