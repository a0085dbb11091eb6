import type { Contents } from '@jupyterlab/services';
import { analysisName } from '../../diagnostics/reporttext.js';
import { documentKind } from '../../documents/pathkinds.js';
import { resolveFrom } from '../../documents/paths.js';
import { XESError } from '../../base/errors.js';
import type { IRestorable } from '../restore/restoreall.js';

type Fields = Record<string, unknown>;

/** Reads the analyses of a report: their files beside it, or, of schema version 1, what it holds itself. */
export class ReportAnalyses {
  constructor(private _contents: Pick<Contents.IManager, 'get' | 'driveName' | 'localPath'>) {}

  /**
   * @param path of the report.
   * @throws XESError `analysis/invalid` where it is no report, or a file of its analyses is gone.
   */
  async read(path: string): Promise<IRestorable[]> {
    const report = objectIn(await this._text(path));
    const { analyses, time, type } = report;
    if (type !== 'xes-crash') {
      throw new XESError('analysis/invalid', 'This file is no crash report of the XES Viewer.');
    }
    const found = (Array.isArray(analyses) ? (analyses as unknown[]) : []).map(async (one, index) =>
      this._restorable(path, report, (one ?? {}) as Fields, index, isoOf(time))
    );
    return (await Promise.all(found)).filter(one => one !== null);
  }

  private async _restorable(
    report: string,
    { time: stamp, id }: Fields,
    fields: Fields,
    index: number,
    time: string | null
  ): Promise<IRestorable | null> {
    const { base, door, file } = fields;
    const path =
      typeof fields.from === 'string'
        ? resolveFrom(this._contents, report, fields.from)
        : fields.path;
    if (typeof path !== 'string' || door !== documentKind(path) || !isBase(base)) {
      return null;
    }
    // no other file, whatever a report names: anybody can write one
    const name = namesOf(stamp, id, index).find(one => one === file);
    const document = name === undefined ? fields.document : await this._beside(report, name);
    return document === undefined ? null : { path, door: documentKind(path), base, document, time };
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

/** @param stamp as reports have it: `20261124T221500Z`. */
function isoOf(stamp: unknown): string | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(String(stamp));
  return parts && `${parts.slice(1, 4).join('-')}T${parts.slice(4).join(':')}Z`;
}

/** What the file may be called: a report that was asked for had the name of a crash once. None where time and id are none. */
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
    return (JSON.parse(text.replace(/^\uFEFF/, '')) ?? {}) as Fields; // some editors begin with a mark
  } catch {
    return {};
  }
}

function isBase(base: unknown): base is string | null {
  return base === null || typeof base === 'string';
}
