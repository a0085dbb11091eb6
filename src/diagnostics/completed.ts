import type { IReportWriter, IWrittenReport } from './recorder.js';
import type { ICrashReport, IReportHealth } from './report.js';
import type { IContext } from './types.js';
import { within } from './within.js';

/** What takes time to find out for a report. Its code is loaded when there is one. */
export interface IReportHelp {
  server(): Promise<IReportHealth['server']>;
  viewer(): Promise<IReportHealth['viewer']>;
  /** Stacks with their places in the sources; null where none is known. */
  map(stacks: readonly string[]): Promise<(string | null)[]>;
  /** Tell who collects of a report that was written. */
  announce(report: ICrashReport): Promise<void>;
}

/** A report waits so long for what makes it complete (ms). */
const timeout = 2000;
/** Stacks of a report that are mapped: of an error with very many parts the first ones tell enough. */
const mostStacks = 5;

/**
 * Completes reports before they are written and tells of them afterwards. Whatever fails of it, or
 * takes longer, is left out: the report is what matters.
 */
export class CompletedReports implements IReportWriter {
  /** @param _session this page's: figures of now say nothing of an earlier one. */
  constructor(
    private _writer: IReportWriter,
    private _session: string,
    private _help: () => Promise<IReportHelp>
  ) {}

  async write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    if (report.session === this._session && report.health === undefined) {
      await this._complete(report);
    }
    const written = await this._writer.write(report, context);
    if (written.path !== null && report.reason !== 'on-demand') {
      void this._announce(report);
    }
    return written;
  }

  private async _complete(report: ICrashReport): Promise<void> {
    const ask = <T>(question: (help: IReportHelp) => Promise<T>) =>
      within(timeout, async () => question(await this._help()), null);
    const errors = errorsOf(report);
    const all = new Set(errors.flatMap(({ stack }) => stack ?? []));
    const stacks = [...all].slice(0, mostStacks);
    const [server, viewer, mapped] = await Promise.all([
      ask(help => help.server()),
      ask(help => help.viewer()),
      ask(help => help.map(stacks))
    ]);
    report.health = { server, viewer };
    for (const facts of errors) {
      const text = mapped?.[stacks.indexOf(facts.stack ?? '')];
      if (text) {
        facts.mappedStack = text;
      }
    }
  }

  private async _announce(report: ICrashReport): Promise<void> {
    try {
      await (await this._help()).announce(report);
    } catch {
      // who collects is away, or does not take it: the report is there
    }
  }
}

/** The error, what caused it, and their parts. */
function errorsOf({ error }: Pick<ICrashReport, 'error'>): ICrashReport['error'][] {
  const { cause, errors = [] } = error;
  const deeper = [...(cause ? [cause] : []), ...errors];
  return [error, ...deeper.flatMap(one => errorsOf({ error: one }))];
}
