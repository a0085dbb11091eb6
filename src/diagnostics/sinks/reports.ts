import type { Contents } from '@jupyterlab/services';
import type { IReportWriter, IWrittenReport } from '../recorder.js';
import { reportMarkdown } from '../markdown.js';
import type { ICrashReport } from '../report.js';
import { reportName, reportText } from '../reporttext.js';
import type { IContext } from '../types.js';
import { diagnosticsFolder, ensureFolder, join } from './folder.js';
import { pruneReports } from './prunereports.js';

/** How many reports stay in the page where no folder could be written. */
const maxKept = 20;

/**
 * Writes reports through the contents API into `xes-diagnostics/` of the first folder that can be
 * written; where none can, the report stays in the page and is offered as a download.
 */
export class ContentsReportWriter implements IReportWriter {
  /** @param _places folders in order of preference; the server's root where there are none. */
  constructor(
    private _contents: Contents.IManager,
    private _places: (context: IContext) => string[]
  ) {}

  /** Texts of the reports that no folder took, by name; the last few only. */
  get kept(): ReadonlyMap<string, string> {
    return this._kept;
  }

  /** The `xes-diagnostics` folders known to be there. */
  get folders(): ReadonlySet<string> {
    return this._folders;
  }

  async write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    const name = reportName(report);
    const content = reportText(report);
    const download = () => downloadText(name, content);
    const places = this._places(context);
    for (const place of new Set(places.length > 0 ? places : [''])) {
      const folder = join(place, diagnosticsFolder);
      try {
        await ensureFolder(this._contents, folder);
        this._folders.add(folder);
        const path = join(folder, name);
        await this._contents.save(path, { type: 'file', format: 'text', content });
        await this._writeTwin(path, report);
        await pruneReports(this._contents, folder, name).catch(() => undefined); // with the next report
        return { path, download };
      } catch {
        continue; // read-only or gone: the next place
      }
    }
    this._keep(name, content);
    return { path: null, download };
  }

  /** The same for reading, beside it; the report is written, whatever becomes of this. */
  private async _writeTwin(path: string, report: ICrashReport): Promise<void> {
    try {
      const content = reportMarkdown(report);
      const file = { type: 'file', format: 'text', content } as const;
      await this._contents.save(path.replace(/json$/, 'md'), file);
    } catch {
      // the server went away, or its disk is full
    }
  }

  private _keep(name: string, content: string): void {
    this._kept.set(name, content);
    for (const oldest of [...this._kept.keys()].slice(0, -maxKept)) {
      this._kept.delete(oldest);
    }
  }

  private _folders = new Set<string>();
  private _kept = new Map<string, string>();
}

function downloadText(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  // not at once: Safari reads the blob after the click
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
