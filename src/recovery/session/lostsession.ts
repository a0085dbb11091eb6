import type { ICrashReport, IReportAnalysis, Reason } from '../../diagnostics/report.js';
import type { ISessionRecord, ISnapshot } from '../types.js';

/** A session that did not end cleanly, and the snapshots of its work. */
export interface ILostSession {
  record: ISessionRecord;
  snapshots: ISnapshot[];
  reason: Extract<Reason, 'unclean-end' | 'discarded'>;
}

const messages = {
  'unclean-end': 'The browser, the tab or the computer stopped while documents were open.',
  discarded: 'The browser discarded the tab to free memory while documents were open.'
};

/** The crash report of a lost session; its name is fixed, so that a repeat overwrites it. */
export function lostReport({ record, snapshots, reason }: ILostSession): ICrashReport {
  return {
    type: 'xes-crash',
    schemaVersion: 3,
    id: record.id,
    session: record.id,
    time: record.lastHeartbeat.replace(/[-:]|\.\d+/g, ''),
    reason,
    doing: 'Working in JupyterLab',
    path: record.documents[0]?.path ?? snapshots[0]?.path ?? null,
    error: {
      name: reason === 'discarded' ? 'Discarded' : 'UncleanEnd',
      message: messages[reason],
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
export function asAnalysis({ path, kind, document, base }: ISnapshot): IReportAnalysis {
  return { path, kind, base, text: document };
}
