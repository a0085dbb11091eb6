import { creator } from '../../base/creator.js';
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
    const contextWith = (reads: Reads, show: Report, out: (text: string) => void) =>
      new Context({ out, err: () => undefined }, true, `${creator} in ${client}`, interruption, {
        reads,
        progress: { show, end: () => undefined }
      });
    // files that were read for one answer are of one version each, as those of one command
    const reads = new Reads((path, choice) => session.scans.open(path, choice));
    this.context = contextWith(reads, report, () => undefined);
    this.printed = out => contextWith(new Reads(), () => undefined, out);
  }

  readonly fields: Fields;
  readonly context: Context;
  readonly report: Report;
  /** A context of a command: nothing that it reads is kept, it shows no progress, and prints its result as JSON. */
  readonly printed: (out: (text: string) => void) => Context;
}
