import type { FileVersion } from '../io/protocol.js';

/**
 * Requests for the versions of files. A read makes its own request, since the answer to an earlier
 * one might miss a change; others share a running request.
 */
export class VersionRequests {
  /** @param _request requests a version from the server. */
  constructor(private _request: (path: string) => Promise<FileVersion>) {}

  /** Make a new request. @throws as the request */
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

  /** The running request if there is one, else a new one. @throws as the request */
  current(path: string): Promise<FileVersion> {
    return this._running.get(path) ?? this.fresh(path);
  }

  private _running = new Map<string, Promise<FileVersion>>();
}
