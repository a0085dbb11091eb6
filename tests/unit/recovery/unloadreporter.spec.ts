/** @jest-environment jsdom */
import { budget } from '../../../src/diagnostics/endbudget.js';
import { UnloadReporter, type IPendingFile } from '../../../src/recovery/reports/unloadreporter.js';
import { Liveness } from '../../../src/recovery/session/liveness.js';
import { restoreSentence } from '../../../src/recovery/restore/restoreprompt.js';
import { record } from './support.js';

describe('UnloadReporter', () => {
  const sent: [string, number][] = [];
  const speaker = (pending: IPendingFile[], folders: string[] = []) =>
    new UnloadReporter({
      pending: () => pending,
      isFolder: path => folders.includes(path),
      send: (path, body) => {
        sent.push([path, new TextEncoder().encode(body).length]);
        return Promise.resolve();
      }
    });
  beforeEach(() => (sent.length = 0));

  it('sends one file at the end of the page, flat if the folder is unknown', () => {
    const file = { folder: 'run', name: 'crash-1.json', content: '{}' };
    const flat = speaker([file, { ...file, name: 'crash-2.json' }]);
    window.dispatchEvent(new Event('pagehide'));
    flat.dispose();
    const inside = speaker([file], ['run/xes-diagnostics']);
    window.dispatchEvent(new Event('pagehide'));
    inside.dispose();
    window.dispatchEvent(new Event('pagehide'));
    expect(sent.map(([path]) => path)).toEqual([
      'run/xes-crash-1.json',
      'run/xes-diagnostics/crash-1.json'
    ]);
  });

  it('counts bytes, not characters, of all it sends', () => {
    const words = speaker([
      { folder: '', name: 'big', content: 'é'.repeat(budget / 2) },
      { folder: '', name: 'half', content: 'é'.repeat(budget / 3) },
      { folder: '', name: 'more', content: 'x'.repeat(budget / 2) }
    ]);
    expect(words.send(true)).toBe('xes-half');
    expect(words.send(true)).toBeNull();
    expect(sent.reduce((sum, [, bytes]) => sum + bytes, 0)).toBeLessThanOrEqual(budget);
    words.dispose();
  });
});

describe('Liveness without locks', () => {
  it('doubts recent sessions, and gives up on older ones', async () => {
    const now = Date.parse('2026-11-24T22:16:00Z');
    const liveness = new Liveness({ session: 'me', now: () => now });
    const records = [
      record('late'),
      record('gone', { lastHeartbeat: '2026-11-24T22:00:00.000Z' }),
      record('cold', { lastHeartbeat: '2026-11-24T20:00:00.000Z', frozen: true })
    ];
    expect([...(await liveness.ask(records))]).toEqual([
      ['late', 'unknown'],
      ['gone', 'dead'],
      ['cold', 'unknown']
    ]);
    liveness.dispose();
  });
});

describe('the question after a crash', () => {
  it('names what was open and when, within the length of a notification', () => {
    const stopped = new Date();
    stopped.setHours(9, 5);
    const prompt = { paths: ['run/a.xes.json'], stopped, isDiscarded: false, dismiss: () => {} };
    expect(restoreSentence(prompt)).toBe('a.xes.json was open when the browser stopped at 09:05.');
    const long = { ...prompt, paths: ['x'.repeat(300), 'b'], stopped: new Date(0) };
    expect(restoreSentence(long).length).toBeLessThanOrEqual(140);
  });
});
