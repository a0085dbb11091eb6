import type { Contents } from '@jupyterlab/services';
import type { ILogEntry } from '../entry.js';
import { diagnosticsFolder, join } from './folder.js';
import { asDeliveryError, DeliveryError, type ILogTransport } from './transport.js';

/** Size at which the next segment begins: each write sends the whole segment (characters). */
const segmentSize = 256 * 1024;
/** Longest wait for a write (ms). */
const timeout = 30_000;
/** Most sessions whose segments are remembered: this one, and those with undelivered entries. */
const maxSessions = 8;

const pattern = /^xes-([0-9a-f]{8})-(\d+)\.log$/;

export interface ILogLimits {
  /** Most segments per session. */
  count: number;
  /** Most bytes of all sessions in a folder. */
  total: number;
}

interface ISegment {
  folder: string;
  number: number;
  text: string;
}

/**
 * Writes the log through the contents API, which can't append: a segment
 * `xes-diagnostics/xes-<session>-<n>.log` is rewritten with each batch until it is full. After a
 * failure a new segment begins, because a request that failed may still be executed later.
 */
export class ContentsTransport implements ILogTransport {
  /** @param _limits called whenever a segment begins. */
  constructor(
    private _contents: Contents.IManager,
    private _limits: () => ILogLimits
  ) {}

  async send(place: string, session: string, entries: readonly ILogEntry[]): Promise<number> {
    const folder = join(place, diagnosticsFolder);
    const isOpen = this._segments.get(session)?.folder === folder;
    try {
      await this._write(folder, session, entries);
    } catch (reason) {
      this._segments.delete(session);
      const error = asPlaceError(asDeliveryError(reason));
      if (!isOpen || error.problem !== 'place') {
        throw error;
      }
      return this.send(place, session, entries); // the folder may be missing: create it, once
    }
    return entries[entries.length - 1]?.seq ?? 0;
  }

  private async _write(
    folder: string,
    session: string,
    entries: readonly ILogEntry[]
  ): Promise<void> {
    const lines = entries.map(entry => JSON.stringify(entry) + '\n').join('');
    const segment = await this._segment(folder, session, lines.length);
    const content = segment.text + lines;
    const path = join(folder, nameOf(session, segment.number));
    await inTime(this._contents.save(path, { type: 'file', format: 'text', content }));
    this._segments.set(session, { ...segment, text: content });
    if (segment.text === '') {
      await this._prune(folder, session).catch(() => undefined); // next time
    }
  }

  /** The segment for the given number of further characters. */
  private async _segment(folder: string, session: string, length: number): Promise<ISegment> {
    const current = this._segments.get(session);
    if (current?.folder === folder) {
      const isFull = current.text !== '' && current.text.length + length > segmentSize;
      return isFull ? { folder, number: current.number + 1, text: '' } : current;
    }
    // created without a check: a missing folder would log an error in the browser's console
    const model = { type: 'directory', format: 'json', content: null } as const;
    await inTime(this._contents.save(folder, model));
    const numbers = (await this._list(folder))
      .filter(file => file.session === session)
      .map(file => file.number);
    for (const other of [...this._segments.keys()].slice(0, 1 - maxSessions)) {
      this._segments.delete(other);
    }
    return { folder, number: Math.max(0, ...numbers) + 1, text: '' };
  }

  /** Delete this session's oldest segments, and any session's if the total is too large. */
  private async _prune(folder: string, session: string): Promise<void> {
    const { count, total } = this._limits();
    const files = await this._list(folder);
    const current = files.filter(file => file.session === session);
    const surplus = current.sort((a, b) => a.number - b.number).slice(0, -Math.max(1, count));
    const newest = current[current.length - 1];
    const rest = files.filter(file => !surplus.includes(file) && file !== newest);
    let bytes = rest.reduce((sum, { size }) => sum + size, newest?.size ?? 0);
    for (const file of rest.sort((a, b) => a.modified.localeCompare(b.modified))) {
      if (bytes > total) {
        bytes -= file.size;
        surplus.push(file);
      }
    }
    for (const file of surplus) {
      await inTime(this._contents.delete(join(folder, nameOf(file.session, file.number))));
    }
  }

  /** Segments in a folder; other files are left alone. */
  private async _list(folder: string): Promise<IFile[]> {
    const model = await inTime(this._contents.get(folder, { content: true }));
    const files = Array.isArray(model.content) ? (model.content as Contents.IModel[]) : [];
    return files.flatMap(({ name, type, size, last_modified: modified }) => {
      const match = type === 'directory' ? null : pattern.exec(name);
      return match
        ? [
            {
              session: match[1],
              number: Number(match[2]),
              size: size ?? 0,
              modified: modified ?? ''
            }
          ]
        : [];
    });
  }

  private _segments = new Map<string, ISegment>();
}

/** A 400 to plain text can only mean the folder, for example a hidden one. */
function asPlaceError(error: DeliveryError): DeliveryError {
  const { problem, message, status } = error;
  return problem === 'content' ? new DeliveryError('place', message, status) : error;
}

interface IFile {
  session: string;
  number: number;
  size: number;
  modified: string;
}

function nameOf(session: string, number: number): string {
  return `xes-${session}-${number}.log`;
}

function inTime<T>(request: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout>;
  const late = new Promise<never>((_, reject) => {
    const error = new DeliveryError('away', 'The server did not answer in time');
    timer = setTimeout(() => reject(error), timeout);
  });
  return Promise.race([request, late]).finally(() => clearTimeout(timer));
}
