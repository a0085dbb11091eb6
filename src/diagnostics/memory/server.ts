/** The server's process, as `jupyterlab-xes/health` tells: bytes and seconds; null is unknown. */
export interface IServerHealth {
  pid: number | null;
  rss: number | null;
  /** Percent of one core. */
  cpu: number | null;
  uptime: number | null;
  /** Of the server's root folder. */
  disk: { free: number | null; total: number | null };
  memory: { available: number | null; total: number | null };
}

/** What `jupyterlab-xes/about` tells. */
export interface IServerAbout {
  version: string;
  features: string[];
}

/** Ask a route of the server extension. @returns its JSON; rejects where there is none. */
export type AskServer = (route: 'about' | 'health') => Promise<unknown>;

/**
 * The server extension, if it is there: asked once; where it is not, nothing is asked again, so
 * that no failed request fills a console.
 */
export class ServerExtension {
  constructor(private _ask: AskServer) {}

  /** Null where the extension is not there or is not understood; never rejects. */
  about(): Promise<IServerAbout | null> {
    this._about ??= this._ask('about').then(readAbout, (error: unknown) => {
      if (!isMissing(error)) {
        this._about = null; // away: the next to ask may find it
      }
      return null;
    });
    return this._about;
  }

  /** Null where nobody tells; never rejects. */
  async health(): Promise<IServerHealth | null> {
    const about = await this.about();
    if (!about?.features.includes('health')) {
      return null;
    }
    return this._ask('health').then(readHealth, () => null);
  }

  private _about: Promise<IServerAbout | null> | null = null;
}

/** Whether the server answered, and has no such route. */
function isMissing(error: unknown): boolean {
  return (error as { response?: { status?: unknown } } | null)?.response?.status === 404;
}

function readAbout(answer: unknown): IServerAbout | null {
  const { version, features } = (answer ?? {}) as Record<string, unknown>;
  return typeof version === 'string'
    ? {
        version,
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
