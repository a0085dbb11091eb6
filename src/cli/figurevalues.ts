import { CurveColors } from '../analysis/curvecolors.js';
import { readDocument } from '../analysis/document/read.js';
import {
  asRef,
  defaultView,
  scanOf,
  stepOf,
  type AnalysisDocument,
  type Id,
  type Ref
} from '../analysis/document/index.js';
import type { ScanSource } from '../analysis/evaluate/index.js';
import { implicitEntries, type ResultPart } from '../analysis/origins.js';
import { scanTitle } from '../analysis/scantitles.js';
import type { StepWarning } from '../analysis/steps/index.js';
import type { IShownValue } from '../figures/paper/index.js';
import { distinct } from '../formats/index.js';
import { analysisScans } from './analysisfile.js';
import { usage } from './arguments.js';
import type { Context } from './context.js';
import { required, shownIn, valuesOfDocument, type IFigureValues } from './documentvalues.js';
import { evaluateReading } from './evaluation.js';
import { openValues } from './inputs.js';
import { withFirstCuts } from './withfirstcuts.js';

/** Whether a file is an analysis, judging by its name. */
export function isAnalysis(file: string): boolean {
  return /\.xes\.json$/i.test(file);
}

/** Maps and spectra of scans, results and tables. @throws XESError those of `openValues`, `figure/nothing` */
export async function valuesOfFiles(
  files: readonly string[],
  channel: string | null,
  context: Context
): Promise<IFigureValues> {
  const colors = new CurveColors();
  const all = files.map(path => ({ path: path.replaceAll('\\', '/') }));
  const labels = distinct(all.map(item => scanTitle(item, all)));
  const values: Omit<IShownValue, 'color'>[] = [];
  const warnings: StepWarning[] = [];
  const parts: Pick<ResultPart, 'kind' | 'channel'>[] = [];
  for (const [i, file] of files.entries()) {
    context.progress.show(i, files.length, file);
    await context.checkpoint();
    const opened = await openValues(file, labels[i], channel, context.reads);
    warnings.push(...opened.warnings);
    opened.values.forEach((value, k) => {
      parts.push({ kind: value.kind, channel: opened.channel });
      const key = opened.values.length > 1 ? `s${i + 1}-${k + 1}` : `s${i + 1}`;
      values.push({ ref: { id: key }, key, label: value.name, value });
    });
  }
  const scans = values.map(({ key }) => ({ id: key, path: '' }));
  const document = withFirstCuts({ scans, steps: [], view: defaultView() }, values, true);
  const keys = values.map(({ key }) => key);
  colors.assign(document, keys);
  colors.assign(
    document,
    document.steps.map(({ id }) => id)
  );
  return {
    document,
    values: required(values.map(value => ({ ...value, color: colors.of(document, value.key) }))),
    colorOf: id => colors.of(document, id),
    files,
    made: (plane, hasCuts) => ({
      files,
      process: [
        ...implicitEntries(parts, plane),
        ...(hasCuts ? document.steps : []).map(({ id, step, parameters }) => ({
          id,
          step,
          parameters
        }))
      ]
    }),
    warnings
  };
}

/**
 * The results shown by an analysis, or those specified.
 * @param names ids of its scans and steps, a scan's with an arm as `s1:lower`; none: the ticked
 * results.
 * @throws XESError those of `readDocument`, `cli/usage`, `figure/nothing`, and why there is no
 * result.
 */
export async function valuesOfAnalysis(
  file: string,
  names: readonly string[],
  context: Context
): Promise<IFigureValues> {
  const document = readDocument(context.reads.text(file));
  const refs = names.length > 0 ? names.map(name => named(document, name)) : shownIn(document);
  const { samples, references } = analysisScans(file, document.scans, new Map());
  const scans = new Map([...samples, ...references].map(scan => [scan.id ?? '', scan]));
  const files = new Map<string, string>();
  const read = async (id: Id): Promise<ScanSource> => {
    const { file: path = '', choice } = scans.get(id) ?? {};
    const scan = await context.reads.scan(path, choice);
    files.set(id, path);
    return { id, key: id, state: 'ready', scan, outline: scan, error: null };
  };
  const evaluated = await evaluateReading(document, refs, { read }, context);
  return valuesOfDocument(document, refs, evaluated, { own: [file], scans: files });
}

function named(document: AnalysisDocument, name: string): Ref {
  const [id, channel] = name.split(/:(.*)/s);
  if (!scanOf(document, id) && !stepOf(document, id)) {
    const ids = [...document.scans, ...document.steps].map(item => item.id).join(', ') || 'none';
    throw usage({ name: 'figure' }, `--show names "${name}", and the analysis has: ${ids}.`);
  }
  return channel ? { id, channel } : asRef(id);
}
