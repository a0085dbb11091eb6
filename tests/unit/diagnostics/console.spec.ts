import type { ILoggerRegistry } from '@jupyterlab/logconsole';
import type { ILogEntry } from '../../../src/diagnostics/index.js';
import { BrowserConsoleSink, LogConsoleSink } from '../../../src/diagnostics/sinks/console.js';

const entry: ILogEntry = {
  session: '0123abcd',
  seq: 1,
  time: '2026-11-24T22:15:00.000Z',
  level: 'error',
  module: 'io',
  message: '<b>odd</b>',
  path: 'a.nxs'
};

describe('LogConsoleSink', () => {
  it("writes text under the document's path, with the level", () => {
    const log = jest.fn();
    const getLogger = jest.fn(() => ({ log }));
    const sink = new LogConsoleSink({ getLogger } as unknown as ILoggerRegistry);
    sink.write(entry);
    expect(getLogger).toHaveBeenCalledWith('a.nxs');
    expect(log).toHaveBeenCalledWith({ type: 'text', level: 'error', data: '<b>odd</b>' });
  });
});

describe('BrowserConsoleSink', () => {
  it('uses the method of the level, without user names', () => {
    const spies = (['debug', 'info', 'warn', 'error'] as const).map(name =>
      jest.spyOn(console, name).mockImplementation(() => {})
    );
    const sink = new BrowserConsoleSink();
    sink.write({ ...entry, path: '/home/ann/a.nxs' });
    sink.write({ ...entry, level: 'critical', message: 'worse' });
    sink.write({ ...entry, level: 'info', repeats: 3 });
    const [debug, info, warn, error] = spies.map(spy => spy.mock.calls as unknown[][]);
    expect(error).toEqual([
      ['jupyterlab-xes: <b>odd</b>', '~/a.nxs'],
      ['jupyterlab-xes: worse', 'a.nxs']
    ]);
    expect(info).toEqual([['jupyterlab-xes: <b>odd</b> (3 times more)', 'a.nxs']]);
    expect([debug, warn]).toEqual([[], []]);
    spies.forEach(spy => spy.mockRestore());
  });
});
