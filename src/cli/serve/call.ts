import { creator } from '../../base/creator.js';
import { Context } from '../context.js';
import type { Interruption } from '../interruption.js';
import { Reads } from '../reads.js';
import { Fields } from './fields.js';
import type { Session } from './session.js';

/** Reports progress, and the most recent outcome. */
export type Report = (done: number, total: number, what: unknown) => void;

interface CallFacts {
  /** The values sent with the request. */
  values: Readonly<Record<string, unknown>>;
  interruption: Interruption;
  /** The calling program, such as `Python 3.13.1`. */
  client: string;
  report: Report;
}

/** One request while it is being answered. */
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
    // files read for one answer have one version each, like those of one command
    const reads = new Reads((path, choice) => session.scans.open(path, choice));
    this.context = contextWith(reads, report, () => undefined);
    this.printed = out => contextWith(new Reads(), () => undefined, out);
  }

  readonly fields: Fields;
  readonly context: Context;
  readonly report: Report;
  /** A command's context that keeps no files, shows no progress, and prints its result as JSON. */
  readonly printed: (out: (text: string) => void) => Context;
}
