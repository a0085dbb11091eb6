import type { DocumentKind } from '../base/documentkind.js';

/** The kind of a document in a report, a snapshot or a session record. */
interface IWithKind {
  kind: DocumentKind;
}

/** The same in the files and records of earlier versions, which called the kind `door`. */
type Earlier<T extends IWithKind> = Omit<T, 'kind'> & { door: DocumentKind };

/** A document as this version stores it, whichever version stored it. */
export function withKind<T extends IWithKind>(document: T | Earlier<T>): T {
  if (!('door' in document)) {
    return document;
  }
  const { door, ...rest } = document;
  return { ...rest, kind: door } as unknown as T;
}
