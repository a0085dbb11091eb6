import type { ILoggerRegistry } from '@jupyterlab/logconsole';
import type { Contents } from '@jupyterlab/services';
import fc from 'fast-check';
import { Log, MemoryOutbox, Recorder, setKnownSecrets } from '../../../src/diagnostics';
import { BrowserConsoleSink, LogConsoleSink } from '../../../src/diagnostics/sinks/console';
import { ContentsTransport } from '../../../src/diagnostics/sinks/contentslog';
import { FileSink } from '../../../src/diagnostics/sinks/file';
import type { IModuleLog } from '../../../src/diagnostics/types';

/** Long, with a marker in front: found again only if it was really left. */
const planted = fc
  .array(fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'), { minLength: 12, maxLength: 30 })
  .map(letters => 'Zq' + letters.join(''));

/** Positions of secrets: URLs, headers, paths, errors; a text around one. */
const places: ((secret: string) => string)[] = [
  s => `GET http://hub/user/ann/api/contents/a.nxs?token=${s}&content=0 403`,
  s => `http://hub/lab?reset#access_token=${s}`,
  s => `/hub/login?next=%2Flab%3Ftoken%3D${s}`,
  s => `Authorization: token ${s}`,
  s => `{"headers": {"Authorization": "Bearer ${s}", "X-XSRFToken": "${s}"}}`,
  s => `Cookie: jupyterhub-session-id=${s}; _xsrf=${s}`,
  s => `Set-Cookie: username-hub=${s}; Path=/`,
  s => `X-XSRFToken: ${s}`,
  s => `JUPYTERHUB_API_TOKEN=${s}`,
  s => `http://me:${s}@hub/x`,
  s => `eyJ${s}.${s}.${s}`,
  s => `${s}@example.org`,
  s => `?user=${s}%40mail.example.org`,
  s => `/home/${s}/run/scan.nxs`,
  s => `file:///Users/${s}/lab/index.js:3:7`,
  s => `C:\\Users\\${s}\\scan.dat`,
  s => `http://hub/user/${s}/files/a.nxs`
];

/** Input of sinks, byte for byte. */
class Wire {
  readonly parts: unknown[] = [];
  private _restore: (() => void)[] = [];
  private _sink: FileSink;

  constructor(log: Log) {
    for (const method of ['debug', 'info', 'warn', 'error'] as const) {
      const spy = jest.spyOn(console, method).mockImplementation((...args) => {
        this.parts.push(args);
      });
      this._restore.push(() => spy.mockRestore());
    }
    const keep = (...args: unknown[]) => void this.parts.push(args);
    const getLogger = (source: string) => (keep(source), { log: keep });
    const save = (...args: unknown[]) => (keep(...args), Promise.resolve({}));
    const get = () => Promise.resolve({ content: [] });
    const contents = { save, get } as unknown as Contents.IManager;
    const outbox = new MemoryOutbox();
    this._sink = new FileSink({
      transport: () =>
        Promise.resolve(new ContentsTransport(contents, () => ({ count: 5, total: 1e9 }))),
      places: () => ['run'],
      outbox
    });
    log.addSink(new BrowserConsoleSink(), { name: 'console', level: 'debug' });
    log.addSink(new LogConsoleSink({ getLogger } as unknown as ILoggerRegistry), {
      name: 'logConsole',
      level: 'debug'
    });
    log.addSink(this._sink, { name: 'file', level: 'debug' });
    log.addSink({ write: keep }, { name: 'plain', level: 'debug' });
  }

  async text(): Promise<string> {
    await jest.advanceTimersByTimeAsync(1100);
    return JSON.stringify(this.parts);
  }

  dispose(): void {
    this._sink.dispose();
    this._restore.forEach(restore => restore());
  }
}

const levels = fc.constantFrom('debug', 'info', 'warning', 'error', 'critical');
const around = fc.constantFrom('', 'Reading ', 'odd:\n', '(', '"');

/** Ways a text gets into the log. */
const ways: ((text: string, level: keyof IModuleLog, recorder: Recorder) => unknown)[] = [
  (text, level, recorder) => recorder.module('io')[level](text),
  (text, level, recorder) => recorder.module('io')[level]('read', { path: text }),
  (text, level, recorder) => recorder.module('io')[level]('read', { context: { url: text } }),
  (text, level, recorder) => recorder.module('io')[level]('read', { context: { [text]: 1 } }),
  (text, level, recorder) => recorder.module(text)[level]('read'),
  (text, level, recorder) => recorder.module('io')[level](`${'word '.repeat(815)}${text} on`),
  (text, level, recorder) => recorder.log(level, text, { doing: 'Reading', path: text }),
  (text, _, recorder) => recorder.report(new Error(text, { cause: text }), { doing: text }),
  (text, _, recorder) => {
    const error = Object.assign(new Error('odd'), { stack: `Error\n    at f (${text}:3:4)` });
    return recorder.report(error, { doing: 'Reading', path: text });
  },
  (text, _, recorder) => recorder.report(text, { doing: 'Reading' })
];

/** One secret in one position, logged in one way. @returns every byte passed to a sink. */
async function written(work: (recorder: Recorder) => unknown): Promise<string> {
  const log = new Log();
  const recorder = new Recorder({ sinks: [], log });
  const wire = new Wire(log);
  try {
    await work(recorder);
    log.flush();
    return await wire.text();
  } finally {
    wire.dispose();
    recorder.dispose();
    log.dispose();
  }
}

// each run is a whole log with its sinks
jest.setTimeout(60_000);

describe('no byte passed to a sink', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('holds a secret, in any position and form', async () => {
    const place = fc.constantFrom(...places);
    const way = fc.constantFrom(...ways);
    await fc.assert(
      fc.asyncProperty(
        planted,
        place,
        way,
        levels,
        around,
        async (secret, put, send, level, at) => {
          const text = await written(recorder => send(at + put(secret), level, recorder));
          expect(text.length).toBeGreaterThan(100);
          expect(text).not.toContain(secret);
        }
      ),
      { numRuns: 400 }
    );
  });

  it('holds a value under a sensitive name', async () => {
    const names = fc.constantFrom('token', 'X-XSRFToken', 'cookie', 'Authorization', 'password');
    await fc.assert(
      fc.asyncProperty(planted, names, async (secret, name) => {
        const text = await written(recorder =>
          recorder.module('io').info('asked', { context: { [name]: secret } })
        );
        expect(text).not.toContain(secret);
      }),
      { numRuns: 50 }
    );
  });

  it('holds a known secret of the page, whatever surrounds it', async () => {
    await fc.assert(
      fc.asyncProperty(planted, async secret => {
        const before = setKnownSecrets(() => [secret, '']);
        const text = await written(recorder => {
          recorder
            .module('io')
            .info(`read by ${secret}`, { path: secret, context: { who: secret } });
          return recorder.report(new Error(secret), { doing: 'Reading' });
        });
        setKnownSecrets(before);
        expect(text).not.toContain(secret);
      }),
      { numRuns: 50 }
    );
  });
});
