import type { Contents } from '@jupyterlab/services';
import type { ILogEntry } from '../entry.js';
import { diagnosticsFolder, join } from './folder.js';
import { asDeliveryError, DeliveryError, type ILogTransport } from './transport.js';

/** Size from which on the next segment begins: each write sends the whole of it (characters). */
const segmentSize = 256 * 1024;
/** A write that takes longer is given up (ms). */
const timeout = 30_000;
/** Sessions whose segments are remembered: this one, and those that left something behind. */
const maxSessions = 8;

const pattern = /^xes-([0-9a-f]{8})-(\d+)\.log$/;

export interface ILogLimits {
  /** Segments kept of a session. */
  count: number;
  /** Bytes kept of all sessions in a folder. */
  total: number;
}

interface ISegment {
  folder: string;
  number: number;
  text: string;
}

/**
 * The contents API, which can't append: `xes-diagnostics/xes-<session>-<n>.log` is written again
 * with each batch until it is full. After a failure the next segment begins, because a late
 * answer can't be told from none.
 */
export class ContentsTransport implements ILogTransport {
  /** @param _limits asked whenever a segment begins. */
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
      const error = placed(asDeliveryError(reason));
      if (!isOpen || error.problem !== 'place') {
        throw error;
      }
      return this.send(place, session, entries); // the folder may be gone: made anew, once
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

  /** The segment that takes so many characters more. */
  private async _segment(folder: string, session: string, length: number): Promise<ISegment> {
    const current = this._segments.get(session);
    if (current?.folder === folder) {
      const isFull = current.text !== '' && current.text.length + length > segmentSize;
      return isFull ? { folder, number: current.number + 1, text: '' } : current;
    }
    // not asked for first: a missing one would be an error in the browser's console
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

  /** Delete this session's oldest segments, and any session's where all are too much together. */
  private async _prune(folder: string, session: string): Promise<void> {
    const { count, total } = this._limits();
    const files = await this._list(folder);
    const own = files.filter(file => file.session === session);
    const surplus = own.sort((a, b) => a.number - b.number).slice(0, -Math.max(1, count));
    const newest = own[own.length - 1];
    const rest = files.filter(file => !surplus.includes(file) && file !== newest);
    let bytes = rest.reduce((sum, { size }) => sum + size, newest?.size ?? 0);
    for (const file of rest.sort((a, b) => a.modified.localeCompare(b.modified))) {
      if (bytes > total) {
        bytes -= file.size;
        surplus.push(file);
      }
    }
    for (const { session: of, number } of surplus) {
      await inTime(this._contents.delete(join(folder, nameOf(of, number))));
    }
  }

  /** Segments in a folder; nothing else there is ours to touch. */
  private async _list(folder: string): Promise<IFile[]> {
    const model = await inTime(this._contents.get(folder, { content: true }));
    const files = Array.isArray(model.content) ? (model.content as Contents.IModel[]) : [];
    return files.flatMap(({ name, type, size, last_modified: modified }) => {
      const found = type === 'directory' ? null : pattern.exec(name);
      return found
        ? [
            {
              session: found[1],
              number: Number(found[2]),
              size: size ?? 0,
              modified: modified ?? ''
            }
          ]
        : [];
    });
  }

  private _segments = new Map<string, ISegment>();
}

/** To any text a 400 can only mean the folder, such as a hidden one. */
function placed(error: DeliveryError): DeliveryError {
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
