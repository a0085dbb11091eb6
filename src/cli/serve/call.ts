import { Context } from '../context.js';
import type { Interruption } from '../interruption.js';
import { Reads } from '../reads.js';
import { Fields } from './fields.js';
import type { Session } from './session.js';

/** Sends how much is done of how much, and what it was last. */
export type Report = (done: number, total: number, what: unknown) => void;

interface CallFacts {
  /** What was sent with the request. */
  values: Readonly<Record<string, unknown>>;
  interruption: Interruption;
  /** What calls, such as `Python 3.13.1`. */
  client: string;
  report: Report;
}

/** One request while it is answered. */
export class Call {
  constructor(
    readonly session: Session,
    { values, interruption, client, report }: CallFacts
  ) {
    this.fields = new Fields(values);
    this.report = report;
    const print = { out: () => undefined, err: () => undefined };
    // files that were read for one answer are of one version each, as those of one command
    const reads = new Reads((path, choice) => session.scans.open(path, choice));
    this.context = new Context(print, true, `jupyterlab_xes in ${client}`, interruption, {
      reads,
      progress: { show: report, end: () => undefined }
    });
  }

  readonly fields: Fields;
  readonly context: Context;
  readonly report: Report;
}
