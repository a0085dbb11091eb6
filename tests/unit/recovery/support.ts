import { BlackBoxStore } from '../../../src/recovery/store/store.js';
import type { ISessionRecord, ISnapshot } from '../../../src/recovery/types.js';

/** A store whose browser denies IndexedDB. */
export function deniedStore(warnings: string[] = []): BlackBoxStore {
  return new BlackBoxStore({
    factory: () => {
      throw new DOMException('denied', 'SecurityError');
    },
    warn: message => warnings.push(message)
  });
}

export function record(id: string, patch: Partial<ISessionRecord> = {}): ISessionRecord {
  return {
    id,
    started: '2026-11-24T22:00:00.000Z',
    lastHeartbeat: '2026-11-24T22:15:00.250Z',
    clean: false,
    delivered: false,
    open: ['run/a.xes.json'],
    documents: [{ path: 'run/a.xes.json', kind: 'analysis' }],
    peakMemory: 1e8,
    uptime: 900,
    frozen: false,
    server: 'http://lab/',
    environment: {},
    events: [],
    report: null,
    offeredBy: null,
    ...patch
  };
}

export function snapshot(session: string, path = 'run/a.xes.json'): ISnapshot {
  const time = '2026-11-24T22:14:59.000Z';
  return {
    session,
    path,
    kind: 'analysis',
    time,
    document: '{"cuts":[]}',
    base: null,
    closed: false
  };
}
