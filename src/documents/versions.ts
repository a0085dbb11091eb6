import type { FileVersion } from '../io/protocol.js';

/**
 * Requests of the versions of files. A read asks for its own, since an answer that was on its way before would not
 * tell of a change meanwhile; others take part in what is on its way.
 */
export class VersionRequests {
  /** @param _request asks the server. */
  constructor(private _request: (path: string) => Promise<FileVersion>) {}

  /** Ask now. @throws as the request */
  async fresh(path: string): Promise<FileVersion> {
    const request = this._request(path);
    this._running.set(path, request);
    try {
      return await request;
    } finally {
      if (this._running.get(path) === request) {
        this._running.delete(path);
      }
    }
  }

  /** What was asked for last, where that is not answered yet; else ask. @throws as the request */
  current(path: string): Promise<FileVersion> {
    return this._running.get(path) ?? this.fresh(path);
  }

  private _running = new Map<string, Promise<FileVersion>>();
}
