import { plain } from '../plain.js';
import type { IReportWriter, IWrittenReport } from '../recorder.js';
import type { ICrashReport } from '../report.js';
import { reportName, reportText } from '../reporttext.js';
import type { IContext } from '../types.js';
import type { IPendingFile } from './lastwords.js';
import type { IOutbox } from './outbox.js';

/** A report that no folder holds yet. */
export interface IPendingReport {
  name: string;
  report: ICrashReport;
  context: IContext;
  server: string;
}

/**
 * Keeps each report in the outbox until a folder holds it: a page may end, or the server be away,
 * while it is written. Delivered again at the next start.
 */
export class PendingReports implements IReportWriter {
  /** @param _folder where a report belongs first. */
  constructor(
    private _writer: IReportWriter,
    private _folder: (context: IContext) => string
  ) {}

  /** Keep pending reports there from now on. */
  connect(outbox: IOutbox<IPendingReport>, server: string): void {
    this._outbox = outbox;
    this._server = server;
    this._pending.forEach(record => void outbox.put({ ...record, server }));
  }

  async write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    const name = reportName(report);
    this._pending.set(name, this._record(report, context));
    const surplus = [...this._pending.keys()].slice(0, -maxPending);
    surplus.forEach(oldest => this._pending.delete(oldest));
    await this._outbox?.remove(surplus);
    await this._keep(name);
    const written = await this._writer.write(report, context);
    if (written.path !== null) {
      this._pending.delete(name);
      await this._outbox?.remove([name]);
    } else if (this._pending.has(name)) {
      // with what it was completed with: figures of a later moment would say nothing of the error
      this._pending.set(name, this._record(report, context));
      await this._keep(name);
    }
    return written;
  }

  /** Write what earlier pages left. */
  async deliver(): Promise<void> {
    const records = (await this._outbox?.list()) ?? [];
    for (const { name, report, context, server } of records) {
      if (server === this._server && !this._pending.has(name)) {
        await this.write(report, context);
      }
    }
  }

  /** Write what no folder took so far: the server takes something again. */
  async retry(): Promise<void> {
    for (const { report, context } of [...this._pending.values()]) {
      await this.write(report, context);
    }
  }

  /** As files, for the end of a page; the latest first. */
  get files(): IPendingFile[] {
    return [...this._pending.values()].reverse().map(({ name, report, context }) => ({
      folder: this._folder(context),
      name,
      content: reportText(report)
    }));
  }

  /** Redacted now: a later page, which may write it, knows other secrets. */
  private _record(report: ICrashReport, context: IContext): IPendingReport {
    const safe = plain(report) as ICrashReport;
    return { name: reportName(report), report: safe, context, server: this._server };
  }

  private async _keep(name: string): Promise<void> {
    const record = this._pending.get(name);
    if (record) {
      await this._outbox?.put(record);
    }
  }

  private _outbox: IOutbox<IPendingReport> | null = null;
  private _server = '';
  private _pending = new Map<string, IPendingReport>();
}

const maxPending = 20;
