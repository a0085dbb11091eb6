import type { ILoggerRegistry } from '@jupyterlab/logconsole';
import type { ILogEntry } from '../../../src/diagnostics/index.js';
import { BrowserConsoleSink, LogConsoleSink } from '../../../src/diagnostics/sinks/console.js';

const entry: ILogEntry = {
  time: new Date(0),
  level: 'error',
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
  it('shows warnings and errors only, without names of users', () => {
    const error = jest.spyOn(console, 'error').mockImplementation(() => {});
    const sink = new BrowserConsoleSink();
    sink.write({ ...entry, path: '/home/ann/a.nxs' });
    sink.write({ ...entry, level: 'info' });
    expect(error.mock.calls).toEqual([['jupyterlab-xes: <b>odd</b>', '~/a.nxs']]);
    error.mockRestore();
  });
});
