import type { IReportWriter, IWrittenReport } from '../../diagnostics/recorder.js';
import type { ICrashReport } from '../../diagnostics/report.js';
import { redacted, reportName, reportText } from '../../diagnostics/reporttext.js';
import type { IContext } from '../../diagnostics/types.js';
import { flatPath } from '../../diagnostics/sinks/flatreport.js';
import { asCurrent } from './earlierreports.js';
import { FlatCopies, type IFlatCopies } from './flatcopies.js';
import type { IPendingFile } from './unloadreporter.js';
import type { IOutbox } from '../store/storedoutbox.js';

/** A report that no folder holds yet. */
export interface IPendingReport {
  name: string;
  report: ICrashReport;
  context: IContext;
  server: string;
  /** Paths at which the end of a page may have left a copy. */
  flat?: string[];
}

/** What is in the outbox of a report: all of it, or what is to be taken away after it. */
export type OutboxReport = IPendingReport | IFlatCopies;

/**
 * Keeps each report in the outbox until a folder holds it: a page may end, or the server be away,
 * while it is written. Delivered again at the next start. Copies that were left flat at the end of a
 * page are taken away when the report is written.
 */
export class PendingReports implements IReportWriter {
  /**
   * @param _folder where a report belongs first.
   * @param removeFlat takes a copy away; rejects where it must be tried again.
   */
  constructor(
    private _writer: IReportWriter,
    private _folder: (context: IContext) => string,
    removeFlat: (path: string, report: IFlatCopies) => Promise<void> = () => Promise.resolve()
  ) {
    this._copies = new FlatCopies(removeFlat, () => this._outbox);
  }

  /** Keep pending reports there from now on. */
  connect(outbox: IOutbox<OutboxReport>, server: string): void {
    this._outbox = outbox;
    this._server = server;
    this._pending.forEach(record => void outbox.put({ ...record, server }));
  }

  write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    // redacted now: a later page, which may write it, knows other secrets
    const safe = redacted(report);
    return this._write(
      { name: reportName(report), report: safe, context, server: this._server },
      report
    );
  }

  /** Write what earlier pages left. */
  async deliver(): Promise<void> {
    const records = (await this._outbox?.list()) ?? [];
    for (const record of records.filter(({ server }) => server === this._server)) {
      if ('isWritten' in record) {
        await this._copies.take(record);
      } else if (!this._known.has(record.name)) {
        // the page may have ended before it could note that it left one
        const flat = record.flat ?? [flatPath(this._folder(record.context), record.name)];
        await this._write({ ...record, flat, report: asCurrent(record.report) });
      }
    }
  }

  /** Write what no folder took so far: the server takes something again. */
  async retry(): Promise<void> {
    void this._copies.retry();
    await this._retry([...this._pending.values()]);
  }

  /** The page goes on after it had been hidden: what it left flat is written, and taken away. */
  async resume(): Promise<void> {
    void this._copies.retry();
    await this._retry([...this._pending.values()].filter(({ flat = [] }) => flat.length > 0));
  }

  /** A copy was sent to be put flat; noted before this returns. */
  saidFlat(name: string, path: string, sent: Promise<void>): void {
    const record = this._pending.get(name);
    if (record) {
      record.flat = [...(record.flat ?? []).filter(one => one !== path), path];
      this._copies.expect(name, sent);
      void this._outbox?.put(record);
    }
  }

  /**
   * As files, for the end of a page; the latest first.
   * @param isEnd also what is being written now: else it is in its place soon.
   */
  files(isEnd: boolean): IPendingFile[] {
    return [...this._pending.values()]
      .reverse()
      .filter(({ name }) => isEnd || !this._underWay.has(name))
      .map(({ name, report, context }) => ({
        folder: this._folder(context),
        name,
        content: reportText(report)
      }));
  }

  private async _retry(records: readonly IPendingReport[]): Promise<void> {
    for (const record of records) {
      // it may have been written while those before it were
      if (this._isPending(record) && !this._underWay.has(record.name)) {
        await this._write(record);
      }
    }
  }

  /** @param report as it is to be written. */
  private async _write(record: IPendingReport, report = record.report): Promise<IWrittenReport> {
    const { name, context } = record;
    this._pending.set(name, record);
    this._known.add(name);
    this._underWay.add(name);
    try {
      const surplus = [...this._pending.keys()].slice(0, -maxPending);
      surplus.forEach(oldest => this._leave(oldest));
      await this._outbox?.remove(surplus);
      await this._outbox?.put(record);
      const written = await this._writer.write(report, context);
      if (written.path !== null) {
        await this._arrived(record);
      } else if (this._isPending(record)) {
        // with what it was completed with: figures of a later moment would say nothing of the error
        record.report = redacted(report);
        await this._outbox?.put(record);
      }
      return written;
    } finally {
      this._underWay.delete(name);
    }
  }

  private async _arrived({ name, flat = [], report, server }: IPendingReport): Promise<void> {
    this._pending.delete(name);
    if (flat.length === 0) {
      await this._outbox?.remove([name]);
      return;
    }
    const { id, session } = report;
    const copies: IFlatCopies = { name, id, session, server, flat, attempts: 0, isWritten: true };
    await this._outbox?.put(copies);
    void this._copies.take(copies); // not waited for
  }

  /** Others are more: its copies, where there are some, are all that tells of it. */
  private _leave(name: string): void {
    this._pending.delete(name);
    this._copies.forget(name);
  }

  /** Whether no folder is known to hold it, nor was it left for others. To be asked after each wait. */
  private _isPending(record: IPendingReport): boolean {
    return this._pending.get(record.name) === record;
  }

  private _outbox: IOutbox<OutboxReport> | null = null;
  private _server = '';
  private _pending = new Map<string, IPendingReport>();
  private _underWay = new Set<string>();
  /** Names of all that this page wrote, or tried to. */
  private _known = new Set<string>();
  private _copies: FlatCopies;
}

const maxPending = 20;
