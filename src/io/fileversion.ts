import type { FileVersion, ReadTarget } from './protocol.js';

/** The fields of a contents model that change with a file. */
export interface IVersionFields {
  size?: number;
  last_modified: string;
  created: string;
}

/**
 * By size, modification time in µs, and change time of the inode, which changes even if a copy
 * preserves the former.
 */
export function fileVersion({ size, last_modified, created }: IVersionFields): FileVersion {
  return {
    id: [size, last_modified, created].join('|'),
    changed: Math.max(Date.parse(last_modified), Date.parse(created))
  };
}

/**
 * The current version of a file, bypassing all caches; null if it can't be requested or is refused.
 * Called in a worker.
 */
export async function requestVersion(target: ReadTarget): Promise<FileVersion | null> {
  const { contentsUrl, headers } = target;
  if (contentsUrl === null) {
    return null;
  }
  try {
    const url = `${contentsUrl}?content=0&hash=0`;
    const answer = await fetch(url, { headers, cache: 'no-store', credentials: 'same-origin' });
    return answer.ok && !answer.redirected
      ? fileVersion((await answer.json()) as IVersionFields)
      : null;
  } catch {
    return null; // the page requests it in its own way
  }
}

/** Requests the version of a file as soon as its bytes have arrived, while they are parsed. */
export class VersionAfter {
  constructor(private _target: ReadTarget) {}

  /** All bytes requested so far have arrived. */
  fetched(requests: number): void {
    this._latest = { requests, version: requestVersion(this._target) };
  }

  /** The version after a read with this number of requests. */
  of(requests: number): Promise<FileVersion | null> {
    const isLast = this._latest?.requests === requests;
    return this._latest && isLast ? this._latest.version : requestVersion(this._target);
  }

  private _latest: { requests: number; version: Promise<FileVersion | null> } | null = null;
}
