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
  /** Paths at which the end of a page may have left a copy. */
  flat?: string[];
  /** A folder holds it; only the copies are there still. */
  isWritten?: boolean;
}

/**
 * Keeps each report in the outbox until a folder holds it: a page may end, or the server be away,
 * while it is written. Delivered again at the next start. Copies that were left flat at the end of a
 * page are taken away when the report is written.
 */
export class PendingReports implements IReportWriter {
  /**
   * @param _folder where a report belongs first.
   * @param _removeFlat takes a copy away; rejects where it must be tried again.
   */
  constructor(
    private _writer: IReportWriter,
    private _folder: (context: IContext) => string,
    private _removeFlat: (path: string, report: ICrashReport) => Promise<void> = () =>
      Promise.resolve()
  ) {}

  /** Keep pending reports there from now on. */
  connect(outbox: IOutbox<IPendingReport>, server: string): void {
    this._outbox = outbox;
    this._server = server;
    this._pending.forEach(record => void outbox.put({ ...record, server }));
  }

  write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    // redacted now: a later page, which may write it, knows other secrets
    const safe = plain(report) as ICrashReport;
    return this._write(
      { name: reportName(report), report: safe, context, server: this._server },
      report
    );
  }

  /** Write what earlier pages left. */
  async deliver(): Promise<void> {
    const records = (await this._outbox?.list()) ?? [];
    for (const record of records.filter(({ server }) => server === this._server)) {
      const isOwn = this._pending.has(record.name) || this._written.has(record.name);
      if (record.isWritten && !isOwn) {
        await this._tidy(record);
      } else if (!isOwn) {
        await this._write(record);
      }
    }
  }

  /** Write what no folder took so far: the server takes something again. */
  async retry(): Promise<void> {
    await this._retry([...this._pending.values()]);
  }

  /** The page goes on after it had been hidden: what it left flat is written, and taken away. */
  async resume(): Promise<void> {
    [...this._written.values()].forEach(record => void this._tidy(record));
    await this._retry([...this._pending.values()].filter(({ flat = [] }) => flat.length > 0));
  }

  /** A copy was sent to be put flat; noted before this returns. */
  saidFlat(name: string, path: string, sent: Promise<void>): void {
    const record = this._pending.get(name);
    if (record) {
      record.flat = [...(record.flat ?? []).filter(one => one !== path), path];
      this._sent.set(name, sent);
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
      if (!this._underWay.has(record.name)) {
        await this._write(record);
      }
    }
  }

  /** @param report as it is to be written. */
  private async _write(record: IPendingReport, report = record.report): Promise<IWrittenReport> {
    const { name, context } = record;
    this._pending.set(name, record);
    this._underWay.add(name);
    try {
      const surplus = [...this._pending.keys()].slice(0, -maxPending);
      surplus.forEach(oldest => this._pending.delete(oldest));
      await this._outbox?.remove(surplus);
      await this._outbox?.put(record);
      const written = await this._writer.write(report, context);
      if (written.path !== null) {
        this._pending.delete(name);
        await this._arrived(record);
      } else if (this._pending.has(name)) {
        // with what it was completed with: figures of a later moment would say nothing of the error
        record.report = plain(report) as ICrashReport;
        await this._outbox?.put(record);
      }
      return written;
    } finally {
      this._underWay.delete(name);
    }
  }

  private async _arrived(record: IPendingReport): Promise<void> {
    if (record.flat?.length) {
      record.isWritten = true;
      await this._outbox?.put(record);
      void this._tidy(record); // nobody waits for that
    } else {
      await this._outbox?.remove([record.name]);
    }
  }

  /** Take the copies of a written report away; where that fails, at the next chance. */
  private async _tidy(record: IPendingReport): Promise<void> {
    const { name, report, flat = [] } = record;
    this._written.set(name, record);
    if (this._tidying.has(name)) {
      return;
    }
    this._tidying.add(name);
    try {
      await this._sent.get(name); // else it could come after it was taken away
      for (const path of flat) {
        await this._removeFlat(path, report);
      }
    } catch {
      return;
    } finally {
      this._tidying.delete(name);
    }
    this._written.delete(name);
    this._sent.delete(name);
    await this._outbox?.remove([name]);
  }

  private _outbox: IOutbox<IPendingReport> | null = null;
  private _server = '';
  private _pending = new Map<string, IPendingReport>();
  private _underWay = new Set<string>();
  /** Written, with copies left. */
  private _written = new Map<string, IPendingReport>();
  /** Whose copies are being taken away. */
  private _tidying = new Set<string>();
  /** Copies on their way, by the name of their report. */
  private _sent = new Map<string, Promise<void>>();
}

const maxPending = 20;
