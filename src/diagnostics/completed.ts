import type { IReportWriter, IWrittenReport } from './recorder.js';
import type { ICrashReport, IReportHealth } from './report.js';
import type { IContext } from './types.js';
import { within } from './withtimeout.js';

/** Facts for a report that take time to collect. The code is loaded with the first report. */
export interface IReportHelp {
  server(): Promise<IReportHealth['server']>;
  viewer(): Promise<IReportHealth['viewer']>;
  /** Stacks with positions in the sources; null for a stack with none known. */
  map(stacks: readonly string[]): Promise<(string | null)[]>;
  /** Emit the event of a written report to the administrator's collector. */
  announce(report: ICrashReport): Promise<void>;
}

/** Longest wait for the facts that complete a report (ms). */
const timeout = 2000;
/** Most stacks mapped per report: for an error with very many parts the first ones suffice. */
const mostStacks = 5;

/**
 * Completes reports before they are written, and announces them afterwards. Facts that fail or
 * take too long are left out: the report itself matters more.
 */
export class CompletedReports implements IReportWriter {
  /** @param _session of this page: its figures are not added to reports of earlier pages. */
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
      // the collector is unreachable or refuses the event: the report is written anyway
    }
  }
}

/** The error, what caused it, and their parts. */
function errorsOf({ error }: Pick<ICrashReport, 'error'>): ICrashReport['error'][] {
  const { cause, errors = [] } = error;
  const deeper = [...(cause ? [cause] : []), ...errors];
  return [error, ...deeper.flatMap(part => errorsOf({ error: part }))];
}
