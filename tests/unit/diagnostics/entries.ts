import type { ILogEntry } from '../../../src/diagnostics/entry';

/** A line of the log, as a session might write it. */
export function entryOf(session: string, seq: number, change: Partial<ILogEntry> = {}): ILogEntry {
  return {
    session,
    seq,
    time: '2026-11-24T22:15:00.000Z',
    level: 'info',
    module: 'io',
    message: `m${seq}`,
    path: '',
    ...change
  };
}
