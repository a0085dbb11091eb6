import { Clipboard, Notification } from '@jupyterlab/apputils';
import type { Contents } from '@jupyterlab/services';
import { XESError } from '../../base/errors.js';
import type { ICrashReport, Recorder } from '../../diagnostics/index.js';
import { reportMarkdown } from '../../diagnostics/markdown.js';
import { restoreAll, type IRestorable } from '../restore/restoreall.js';
import type { Restorer } from '../restore/restorer.js';
import { ReportAnalyses } from './reportanalyses.js';

export interface IReportActionsOptions {
  contents: Contents.IManager;
  recorder: Recorder;
  restorer: Restorer;
  /** Open a report for reading. */
  show: (path: string) => void;
}

/** The user's actions on reports: save one, copy one, restore the documents in one. */
export class ReportActions {
  constructor(private _options: IReportActionsOptions) {}

  /** @returns path of the report; null if no folder took it and it was downloaded instead. */
  async save(): Promise<{ path: string | null }> {
    const { recorder, show } = this._options;
    const report = this._onDemand();
    const written = await recorder.reports?.write(report, {
      doing: report.doing,
      path: report.path ?? undefined
    });
    if (written?.path) {
      const { path } = written;
      Notification.success(`Diagnostics are saved as ${path.split('/').pop() ?? path}.`, {
        actions: [{ label: 'Show report', callback: () => show(path) }]
      });
    } else {
      written?.download();
    }
    return { path: written?.path ?? null };
  }

  /** @returns the copied text. */
  copy(): { text: string } {
    const text = reportMarkdown(this._options.recorder.lastReport ?? this._onDemand());
    Clipboard.copyToSystem(text);
    return { text };
  }

  /** Restore the documents of a report. @returns paths of the opened documents. */
  async restore(path: unknown): Promise<{ paths: string[] }> {
    if (typeof path !== 'string') {
      throw new XESError('command/argument', 'This command needs "report": the path of a report.');
    }
    const analyses = await this._analysesOf(path);
    if (analyses.length === 0) {
      throw new XESError('analysis/invalid', 'This report holds no analysis to restore.');
    }
    return { paths: await this._restore(analyses) };
  }

  /** Offer to restore the documents in an opened report, if it has any; once per report. */
  async offer(path: string): Promise<void> {
    if (this._offered.has(path)) {
      return;
    }
    this._offered.add(path);
    const analyses = await this._analysesOf(path).catch(() => []);
    if (analyses.length > 0) {
      const restore = () =>
        void this._options.recorder.guard({ doing: 'Restoring an analysis', path }, () =>
          this._restore(analyses)
        );
      Notification.info('This report holds what was open when it was written.', {
        autoClose: 15_000,
        actions: [{ label: 'Restore this analysis', callback: restore }]
      });
    }
  }

  /** A report of the present state. */
  private _onDemand(): ICrashReport {
    const error = { name: 'OnDemand', message: 'The report was asked for; nothing failed.' };
    return this._options.recorder.build(error, { doing: 'Saving diagnostics' }, 'on-demand');
  }

  private _restore(analyses: readonly IRestorable[]): Promise<string[]> {
    return restoreAll(analyses, analysis => this._options.restorer.restore(analysis));
  }

  private _analysesOf(path: string): Promise<IRestorable[]> {
    return new ReportAnalyses(this._options.contents).read(path);
  }

  private _offered = new Set<string>();
}
