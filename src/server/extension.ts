import type { IServerHealth } from '../diagnostics/healthfacts.js';
import { asDeliveryError } from '../diagnostics/sinks/transport.js';
import type { AskServer } from './client.js';

export type { IServerHealth };

/** What `jupyterlab-xes/about` tells. */
export interface IServerAbout {
  version: string;
  /** Version of its Python; absent before 0.1. */
  python?: string;
  features: string[];
}

/**
 * The server extension, if it is there, for all of the page who need it. What it is is asked once;
 * where it is not there nothing is asked again, so that no failed request fills a console.
 */
export class ServerExtension {
  /** @param ask its routes. */
  constructor(readonly ask: AskServer) {}

  /**
   * Null where the extension is not there or is not understood.
   * @throws DeliveryError where the server can't be reached.
   */
  find(): Promise<IServerAbout | null> {
    if (!this._found) {
      const found = this.ask('about').then(readAbout, (error: unknown) => {
        const { problem, status } = asDeliveryError(error);
        const isMissing = status === 404; // some say so with a page
        if (!isMissing && this._found === found) {
          this._found = null; // away, or refused: the next to ask may find it
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

  /** Ask anew next time: the server may have come back with the extension or without. */
  forget(): void {
    this._found = null;
  }

  /** As `find`; null too where the server is away. Never rejects. */
  about(): Promise<IServerAbout | null> {
    return this.find().catch(() => null);
  }

  /** Null where it is not known; never rejects. @param signal aborted where the one who asks has ended. */
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
