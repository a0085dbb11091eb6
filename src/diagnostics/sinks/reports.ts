import type { Contents } from '@jupyterlab/services';
import type { IReportWriter, IWrittenReport } from '../recorder.js';
import { reportMarkdown } from '../markdown.js';
import type { ICrashReport } from '../report.js';
import { analysisFiles, reportName, reportText } from '../reporttext.js';
import type { IContext } from '../types.js';
import { diagnosticsFolder, ensureFolder, join } from './folder.js';
import { pruneReports } from './prunereports.js';

/** Most reports held in the page if no folder could be written. */
const maxKept = 20;

/**
 * Writes reports through the contents API into `xes-diagnostics/` of the first writable folder; if
 * there is none, the report stays in the page and is offered as a download.
 */
export class ContentsReportWriter implements IReportWriter {
  /**
   * @param _places folders in order of preference; if empty, the server's root is used.
   * @param _relative returns a path relative to the folder of a file.
   */
  constructor(
    private _contents: Contents.IManager,
    private _places: (context: IContext) => string[],
    private _relative: (file: string, path: string) => string
  ) {}

  /** Texts of the latest reports that no folder took, by name. */
  get kept(): ReadonlyMap<string, string> {
    return this._kept;
  }

  /** The `xes-diagnostics` folders known to exist. */
  get folders(): ReadonlySet<string> {
    return this._folders;
  }

  async write(report: ICrashReport, context: IContext): Promise<IWrittenReport> {
    const name = reportName(report);
    const download = () => downloadAll(report);
    const places = this._places(context);
    for (const place of new Set(places.length > 0 ? places : [''])) {
      const folder = join(place, diagnosticsFolder);
      try {
        await ensureFolder(this._contents, folder);
        this._folders.add(folder);
        const path = join(folder, name);
        const files = await this._saveAnalyses(folder, report);
        const relative = (document: string) => this._relative(path, document);
        await this._save(path, reportText(report, { relative, files }));
        await this._writeTwin(path, report);
        await pruneReports(this._contents, folder, name).catch(() => undefined); // with the next report
        return { path, download };
      } catch {
        continue; // read-only or missing: the next place
      }
    }
    this._keep(name, reportText(report));
    return { path: null, download };
  }

  /** Called before the report is written, which names existing files only. @returns their names. */
  private async _saveAnalyses(folder: string, report: ICrashReport): Promise<Set<string>> {
    const names = new Set<string>();
    for (const { name, content } of analysisFiles(report)) {
      try {
        await this._save(join(folder, name), content);
        names.add(name);
      } catch {
        // too large for the server, or the disk is full: the report may fit
      }
    }
    return names;
  }

  private async _save(path: string, content: string): Promise<void> {
    await this._contents.save(path, { type: 'file', format: 'text', content });
  }

  /** The Markdown twin, for reading; the report counts as written even if this fails. */
  private async _writeTwin(path: string, report: ICrashReport): Promise<void> {
    try {
      await this._save(path.replace(/json$/, 'md'), reportMarkdown(report));
    } catch {
      // the server is unreachable, or its disk is full
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

/** Download the report and its analyses, each as a file. */
function downloadAll(report: ICrashReport): void {
  const files = analysisFiles(report);
  const names = new Set(files.map(({ name }) => name));
  downloadText(reportName(report), reportText(report, { relative: () => null, files: names }));
  files.forEach(({ name, content }) => downloadText(name, content));
}

function downloadText(name: string, content: string): void {
  const url = URL.createObjectURL(new Blob([content], { type: 'application/json' }));
  const anchor = Object.assign(document.createElement('a'), { href: url, download: name });
  anchor.click();
  // later: Safari reads the blob after the click
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
