import type { IReportWriter, IWrittenReport } from '../../diagnostics/recorder.js';
import type { ICrashReport } from '../../diagnostics/report.js';
import { redacted, reportName, reportText } from '../../diagnostics/reporttext.js';
import type { IContext } from '../../diagnostics/types.js';
import { flatPath } from '../../diagnostics/sinks/flatreport.js';
import { asCurrent } from './earlierreports.js';
import { FlatCopies, type IFlatCopies } from './flatcopies.js';
import type { IPendingFile } from './unloadreporter.js';
import type { IOutbox } from '../store/storedoutbox.js';

/** A report that is in no folder yet. */
export interface IPendingReport {
  name: string;
  report: ICrashReport;
  context: IContext;
  server: string;
  /** Paths at which the end of a page may have left a copy. */
  flat?: string[];
}

/** An entry of the outbox: a pending report, or the copies to remove after it was written. */
export type OutboxReport = IPendingReport | IFlatCopies;

/**
 * Keeps each report in the outbox until a folder holds it, for the page may end or the server be
 * unreachable while it is written; reports left over are delivered at the next start. Flat copies
 * left by the end of a page are removed when the report is written.
 */
export class PendingReports implements IReportWriter {
  /**
   * @param _folder the preferred folder of a report.
   * @param removeFlat removes a copy; rejects if it has to be tried again.
   */
  constructor(
    private _writer: IReportWriter,
    private _folder: (context: IContext) => string,
    removeFlat: (path: string, report: IFlatCopies) => Promise<void> = () => Promise.resolve()
  ) {
    this._copies = new FlatCopies(removeFlat, () => this._outbox);
  }

  /** Store pending reports in an outbox from now on. */
  connect(outbox: IOutbox<OutboxReport>, server: string): void {
    this._outbox = outbox;
    this._server = server;
    this._pending.forEach(record => void outbox.put({ ...record, server }));
  }

  write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    // redacted now: a later page, which may write it, knows different secrets
    const safe = redacted(report);
    return this._write(
      { name: reportName(report), report: safe, context, server: this._server },
      report
    );
  }

  /** Write the reports that earlier pages left. */
  async deliver(): Promise<void> {
    const records = (await this._outbox?.list()) ?? [];
    for (const record of records.filter(({ server }) => server === this._server)) {
      if ('isWritten' in record) {
        await this._copies.remove(record);
      } else if (!this._known.has(record.name)) {
        // the page may have ended before it could record that it left a copy
        const flat = record.flat ?? [flatPath(this._folder(record.context), record.name)];
        await this._write({ ...record, flat, report: asCurrent(record.report) });
      }
    }
  }

  /** Write the reports that no folder took so far: the server responds again. */
  async retry(): Promise<void> {
    void this._copies.retry();
    await this._retry([...this._pending.values()]);
  }

  /** The page is visible again: reports with flat copies are written, and the copies removed. */
  async resume(): Promise<void> {
    void this._copies.retry();
    await this._retry([...this._pending.values()].filter(({ flat = [] }) => flat.length > 0));
  }

  /** A flat copy is being sent; recorded before this returns. */
  onSentFlat(name: string, path: string, sent: Promise<void>): void {
    const record = this._pending.get(name);
    if (record) {
      record.flat = [...(record.flat ?? []).filter(other => other !== path), path];
      this._copies.expect(name, sent);
      void this._outbox?.put(record);
    }
  }

  /**
   * The pending reports as files, for the end of a page; the latest first.
   * @param isEnd include those being written now, which a page that goes on will finish itself.
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
      // it may have been written while the records before it were
      if (this._isPending(record) && !this._underWay.has(record.name)) {
        await this._write(record);
      }
    }
  }

  /** @param report the report to write, if it differs from the stored one. */
  private async _write(record: IPendingReport, report = record.report): Promise<IWrittenReport> {
    const { name, context } = record;
    this._pending.set(name, record);
    this._known.add(name);
    this._underWay.add(name);
    try {
      const surplus = [...this._pending.keys()].slice(0, -maxPending);
      surplus.forEach(oldest => this._drop(oldest));
      await this._outbox?.remove(surplus);
      await this._outbox?.put(record);
      const written = await this._writer.write(report, context);
      if (written.path !== null) {
        await this._arrived(record);
      } else if (this._isPending(record)) {
        // completed already: figures of a later moment would say nothing about the error
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
    void this._copies.remove(copies); // not awaited
  }

  /** Drop the oldest report of too many; any flat copies of it stay. */
  private _drop(name: string): void {
    this._pending.delete(name);
    this._copies.forget(name);
  }

  /** Whether it is neither written nor dropped. Check after each await. */
  private _isPending(record: IPendingReport): boolean {
    return this._pending.get(record.name) === record;
  }

  private _outbox: IOutbox<OutboxReport> | null = null;
  private _server = '';
  private _pending = new Map<string, IPendingReport>();
  private _underWay = new Set<string>();
  /** Names of all reports that this page wrote or tried to write. */
  private _known = new Set<string>();
  private _copies: FlatCopies;
}

const maxPending = 20;
