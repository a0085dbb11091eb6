import type { Contents } from '@jupyterlab/services';
import { analysisName } from '../../diagnostics/reporttext.js';
import { documentKind } from '../../documents/pathkinds.js';
import { resolveFrom } from '../../documents/paths.js';
import { XESError } from '../../base/errors.js';
import type { IRestorable } from '../restore/restoreall.js';

type Fields = Record<string, unknown>;

/** Reads the analyses of a report from the files next to it; schema version 1 has them in the report itself. */
export class ReportAnalyses {
  constructor(private _contents: Pick<Contents.IManager, 'get' | 'driveName' | 'localPath'>) {}

  /**
   * @param path of the report.
   * @throws XESError `analysis/invalid` if it is not a report, or a file of its analyses is missing.
   */
  async read(path: string): Promise<IRestorable[]> {
    const report = objectIn(await this._text(path));
    const { analyses, time, type } = report;
    if (type !== 'xes-crash') {
      throw new XESError('analysis/invalid', 'This file is no crash report of the XES Viewer.');
    }
    const entries = Array.isArray(analyses) ? (analyses as unknown[]) : [];
    const restorable = entries.map((entry, index) =>
      this._restorable(path, report, (entry ?? {}) as Fields, index, isoOf(time))
    );
    return (await Promise.all(restorable)).filter(analysis => analysis !== null);
  }

  private async _restorable(
    report: string,
    { time: stamp, id }: Fields,
    fields: Fields,
    index: number,
    time: string | null
  ): Promise<IRestorable | null> {
    const { base, file } = fields;
    const kind = fields.kind ?? fields.door; // its name before schema version 3
    const path =
      typeof fields.from === 'string'
        ? resolveFrom(this._contents, report, fields.from)
        : fields.path;
    if (typeof path !== 'string' || kind !== documentKind(path) || !isBase(base)) {
      return null;
    }
    // no other file, whatever a report names: anyone can write a report
    const name = namesOf(stamp, id, index).find(expected => expected === file);
    const document = name === undefined ? fields.document : await this._beside(report, name);
    return document === undefined ? null : { path, kind: documentKind(path), base, document, time };
  }

  private async _beside(report: string, name: string): Promise<string> {
    try {
      return await this._text(resolveFrom(this._contents, report, name));
    } catch (error) {
      throw new XESError(
        'analysis/invalid',
        `${name} is not beside the report. Put it back into the report's folder, then restore again.`,
        { cause: error }
      );
    }
  }

  private async _text(path: string): Promise<string> {
    const file = await this._contents.get(path, { type: 'file', format: 'text', content: true });
    return String(file.content);
  }
}

/** @param stamp in the format of reports: `20261124T221500Z`. */
function isoOf(stamp: unknown): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(stamp));
  return parts && `${parts.slice(1, 4).join('-')}T${parts.slice(4).join(':')}Z`;
}

/**
 * Possible names of an analysis' file: an on-demand report may carry the older name, that of a crash.
 * Empty if the time or the id is malformed.
 */
function namesOf(time: unknown, id: unknown, index: number): string[] {
  const isReport = isoOf(time) !== null && typeof id === 'string' && /^[0-9a-f]{8}$/.test(id);
  return isReport
    ? (['error', 'on-demand'] as const).map(reason =>
        analysisName({ reason, time: String(time), id }, index)
      )
    : [];
}

function objectIn(text: string): Fields {
  try {
    return (JSON.parse(text.replace(/^\uFEFF/, '')) ?? {}) as Fields; // some editors add a mark
  } catch {
    return {};
  }
}

function isBase(base: unknown): base is string | null {
  return base === null || typeof base === 'string';
}
