import type { IServerHealth } from '../diagnostics/healthfacts.js';
import { asDeliveryError } from '../diagnostics/sinks/transport.js';
import type { AskServer } from './client.js';

export type { IServerHealth };

/** The reply of `jupyterlab-xes/about`. */
export interface IServerAbout {
  version: string;
  /** Version of its Python; absent before 0.1. */
  python?: string;
  features: string[];
}

/**
 * The server extension, if it is installed; shared by the page. Its description is requested once;
 * if it is missing nothing is requested again, so that failed requests do not fill the console.
 */
export class ServerExtension {
  /** @param ask client of its routes. */
  constructor(readonly ask: AskServer) {}

  /**
   * The extension's description; null if it is missing or not understood.
   * @throws DeliveryError if the server can't be reached.
   */
  find(): Promise<IServerAbout | null> {
    if (!this._found) {
      const found = this.ask('about').then(readAbout, (error: unknown) => {
        const { problem, status } = asDeliveryError(error);
        const isMissing = status === 404; // possibly with an HTML page
        if (!isMissing && this._found === found) {
          this._found = null; // unreachable or refused: the next call may find it
        }
        if (!isMissing && problem === 'away') {
          throw error;
        }
        return null;
      });
      this._found = found;
    }
    return this._found;
  }

  /** Request it again next time: the server may have come back with or without the extension. */
  forget(): void {
    this._found = null;
  }

  /** Like `find`, but null if the server is unreachable. Never rejects. */
  about(): Promise<IServerAbout | null> {
    return this.find().catch(() => null);
  }

  /** Null if unknown; never rejects. @param signal aborted when the caller is disposed of. */
  async health(signal?: AbortSignal): Promise<IServerHealth | null> {
    const about = await this.about();
    if (!about?.features.includes('health')) {
      return null;
    }
    return this.ask('health', { signal }).then(readHealth, () => null);
  }

  private _found: Promise<IServerAbout | null> | null = null;
}

function readAbout(answer: unknown): IServerAbout | null {
  const { version, python, features } = (answer ?? {}) as Record<string, unknown>;
  return typeof version === 'string'
    ? {
        version,
        ...(typeof python === 'string' ? { python } : {}),
        features: Array.isArray(features)
          ? features.filter((name): name is string => typeof name === 'string')
          : []
      }
    : null;
}

function readHealth(answer: unknown): IServerHealth | null {
  const { pid, rss, cpu, uptime } = numbers(answer, ['pid', 'rss', 'cpu', 'uptime']);
  const { disk, memory } = (answer ?? {}) as Record<string, unknown>;
  return {
    pid,
    rss,
    cpu,
    uptime,
    disk: numbers(disk, ['free', 'total']),
    memory: numbers(memory, ['available', 'total'])
  };
}

function numbers<K extends string>(raw: unknown, keys: readonly K[]): Record<K, number | null> {
  const values = (raw ?? {}) as Record<string, unknown>;
  const entries = keys.map(key => [key, Number.isFinite(values[key]) ? values[key] : null]);
  return Object.fromEntries(entries) as Record<K, number | null>;
}
