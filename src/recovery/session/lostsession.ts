import type { ICrashReport, IReportAnalysis, Reason } from '../../diagnostics/report.js';
import type { ISessionRecord, ISnapshot } from '../types.js';

/** A session that ended without saying so, and what was kept of its work. */
export interface ILostSession {
  record: ISessionRecord;
  snapshots: ISnapshot[];
  reason: Extract<Reason, 'unclean-end' | 'discarded'>;
}

const words = {
  'unclean-end': 'The browser, the tab or the computer stopped while documents were open.',
  discarded: 'The browser discarded the tab to free memory while documents were open.'
};

/** Its crash report; the same name whenever it is written, so that a repeat overwrites itself. */
export function lostReport({ record, snapshots, reason }: ILostSession): ICrashReport {
  return {
    type: 'xes-crash',
    schemaVersion: 2,
    id: record.id,
    session: record.id,
    time: record.lastHeartbeat.replace(/[-:]|\.\d+/g, ''),
    reason,
    doing: 'Working in JupyterLab',
    path: record.documents[0]?.path ?? snapshots[0]?.path ?? null,
    error: {
      name: reason === 'discarded' ? 'Discarded' : 'UncleanEnd',
      message: words[reason],
      code: null,
      stack: null,
      cause: null
    },
    events: record.events,
    environment: record.environment,
    snapshot: {
      started: record.started,
      lastHeartbeat: record.lastHeartbeat,
      uptime: record.uptime,
      peakMemory: record.peakMemory,
      open: record.open
    },
    analyses: snapshots.map(asAnalysis)
  };
}

/** A snapshot as a report carries it. */
export function asAnalysis({ path, door, document, base }: ISnapshot): IReportAnalysis {
  return { path, door, base, text: document };
}
