import { CurveColors } from '../analysis/curvecolors.js';
import { readDocument } from '../analysis/document/read.js';
import {
  asRef,
  defaultView,
  itemKey,
  scanOf,
  stepOf,
  type AnalysisDocument,
  type Ref
} from '../analysis/document/index.js';
import { implicitEntries, madeOf, type MadePart } from '../analysis/madeof.js';
import { cuttable } from '../analysis/cutplaces.js';
import { entryOfCut, firstCuts, hasFirstCuts, isDrawn } from '../analysis/mapcuts.js';
import type { MapPlane } from '../analysis/mapplane.js';
import type { ProcessEntry } from '../analysis/output/provenance.js';
import { failureOf } from '../analysis/evaluate/failures.js';
import { Evaluator, type NodeResult, type ScanSource } from '../analysis/evaluate/index.js';
import { originOf, outputKey, ownerOf } from '../analysis/evaluate/itemkeys.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import type { StepWarning } from '../analysis/steps/index.js';
import type { Failure } from '../analysis/steps/part.js';
import { scanTitle } from '../analysis/scantitles.js';
import { saidOfItem, shownLabel } from '../analysis/titles.js';
import { XESError } from '../base/errors.js';
import { profileKeys, type IShown, type IShownValue } from '../figures/paper/index.js';
import { distinct } from '../formats/index.js';
import { firstChannel } from '../formats/scan.js';
import { analysisScans } from './analysisfile.js';
import { usage } from './arguments.js';
import type { Context } from './context.js';
import { openValues } from './inputs.js';

/** What a figure shows, and of which files it was made. */
export interface IFigureValues extends Omit<IShown, 'style' | 'hasProfiles'> {
  /** All that were read. */
  readonly files: readonly string[];
  /**
   * What it was made of. @param plane over which second energy maps of scans are drawn.
   * @param hasCuts whether cuts through them are drawn, or the profiles along them.
   */
  readonly made: (
    plane: MapPlane,
    hasCuts: boolean
  ) => {
    readonly files: readonly string[];
    readonly process: readonly ProcessEntry[];
  };
  readonly warnings: readonly StepWarning[];
}

/** Whether a file is an analysis, by its name. */
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
  const labels = distinct(all.map(one => scanTitle(one, all)));
  const values: Omit<IShownValue, 'color'>[] = [];
  const warnings: StepWarning[] = [];
  const parts: Pick<MadePart, 'kind' | 'channel'>[] = [];
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
  colors.give(document, keys);
  colors.give(
    document,
    document.steps.map(({ id }) => id)
  );
  return {
    document,
    values: required(values.map(one => ({ ...one, color: colors.of(document, one.key) }))),
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
 * What an analysis shows, or what of it is named.
 * @param names ids of its scans and steps, a scan's with an arm as `s1:lower`; none: what is ticked.
 * @throws XESError those of `readDocument`, `cli/usage`, `figure/nothing`, and why nothing of it could be made.
 */
export async function valuesOfAnalysis(
  file: string,
  names: readonly string[],
  context: Context
): Promise<IFigureValues> {
  const document = readDocument(context.reads.text(file));
  const refs = names.length > 0 ? names.map(name => named(document, name)) : shownIn(document);
  const { nodes, sources, files } = await evaluated(file, document, refs, context);
  const found = refs.map(ref => ({ ref, items: itemsOf(nodes, ref) }));
  const colors = new CurveColors();
  const colorKey = (ref: Ref, key: string) => keyOfColor(document, sources, ref, key);
  colors.give(
    document,
    found.flatMap(({ ref, items }) => items.map(({ key }) => colorKey(ref, key)))
  );
  const failures: Failure[] = [];
  const parts: MadePart[] = [];
  const values: IShownValue[] = [];
  for (const { ref, items } of found) {
    const isSole = (nodes.get(ref.id)?.items.length ?? 0) <= 1;
    failures.push(...wholeFailure(document, nodes, ref));
    for (const { key, value, error } of items) {
      const label = shownLabel(document, ref, key, isSole);
      if (error) {
        const { code, message } = saidOfItem(document, error, key, nodes.get(ref.id)?.inputs ?? []);
        failures.push({ code, message: `${label} is not drawn: ${message}` });
      } else if (value?.kind === 'map' || value?.kind === 'spectrum') {
        const own = outputKey(key, ref.output);
        parts.push({ ref, key, kind: value.kind, channel: armOf(sources, ref, key) });
        values.push({
          ref,
          key: own,
          label,
          color: colors.of(document, colorKey(ref, key)),
          value
        });
      }
    }
  }
  const isOfScans = [...sources.values()].some(({ outline }) => outline?.kind === 'RXES');
  const shown = withFirstCuts(document, values, isOfScans);
  // those over a map have one too, whether their profiles are drawn or not
  const first = shown.steps.slice(0, shown.steps.length - document.steps.length);
  colors.give(
    shown,
    [...first, ...document.steps.filter(isDrawn)].map(({ id }) => id)
  );
  return {
    document: shown,
    values: required(values, failures[0]),
    colorOf: id => colors.of(shown, id),
    files: [file, ...files.values()],
    made: (plane, hasCuts) => {
      const profiles = hasCuts ? profileKeys({ document: shown, values }) : [];
      const cuts = profiles.map((key): MadePart => {
        return { ref: { id: ownerOf(key) }, key, kind: 'spectrum', channel: null };
      });
      const { scans, process } = madeOf(shown, nodes, [...parts, ...cuts], plane);
      return { files: [file, ...scans.flatMap(id => files.get(id) ?? [])], process };
    },
    warnings: failures
  };
}

/**
 * With the first cuts of the map that is shown first, as the viewer has them, where there are none.
 * @param isOfScans whether a scan is a map: of all scans they are then; else of the step whose map it is.
 */
function withFirstCuts<D extends Pick<AnalysisDocument, 'scans' | 'steps' | 'view'>>(
  document: D,
  values: readonly Pick<IShownValue, 'ref' | 'value'>[],
  isOfScans: boolean
): Omit<D, 'steps'> & Pick<AnalysisDocument, 'steps'> {
  const map = values.find(({ value }) => value.kind === 'map');
  if (map?.value.kind !== 'map' || !hasFirstCuts(document)) {
    return document;
  }
  const home = isOfScans || scanOf(document, map.ref.id) ? null : map.ref;
  const first = firstCuts(document, cuttable(map.value.map), 1, home);
  return { ...document, steps: [...first.map(entryOfCut), ...document.steps] };
}

/** What is ticked; of an analysis without ticks what is active, else its last step, else its scans. */
function shownIn({ scans, steps, view }: AnalysisDocument): readonly Ref[] {
  const last = steps.at(-1);
  return view.shown.length > 0
    ? view.shown
    : view.active
      ? [view.active]
      : last
        ? [{ id: last.id }]
        : scans.map(({ id }) => ({ id }));
}

function named(document: AnalysisDocument, name: string): Ref {
  const [id, channel] = name.split(/:(.*)/s);
  if (!scanOf(document, id) && !stepOf(document, id)) {
    const ids = [...document.scans, ...document.steps].map(one => one.id).join(', ') || 'none';
    throw usage({ name: 'figure' }, `--show names "${name}", and the analysis has: ${ids}.`);
  }
  return channel ? { id, channel } : asRef(id);
}

/** Evaluate what is drawn, of no more scans than that needs: those that can't be read leave the others alone. */
async function evaluated(
  file: string,
  document: AnalysisDocument,
  demand: readonly Ref[],
  context: Context
) {
  const { samples, references } = analysisScans(file, document.scans, new Map());
  const scans = new Map([...samples, ...references].map(scan => [scan.id ?? '', scan]));
  const nothing = { key: null, scan: null, outline: null, error: null };
  const sources = new Map<string, ScanSource>(
    [...scans.keys()].map(id => [id, { id, state: 'waiting', ...nothing }])
  );
  const files = new Map<string, string>();
  const evaluator = new Evaluator();
  for (;;) {
    const { nodes, needs } = await evaluator.evaluate(document, sources, {
      demand,
      signal: new AbortController().signal,
      yield: () => context.checkpoint(),
      onCompute: () => context.requireTime()
    });
    const open = [...needs].filter(id => sources.get(id)?.state === 'waiting');
    if (open.length === 0) {
      return { nodes, sources, files };
    }
    for (const id of open) {
      await context.checkpoint();
      const { file: path = '', choice } = scans.get(id) ?? {};
      try {
        const scan = await context.reads.scan(path, choice);
        sources.set(id, { id, key: id, state: 'ready', scan, outline: scan, error: null });
        files.set(id, path);
      } catch (reason) {
        sources.set(id, { id, ...nothing, state: 'failed', error: failureOf(reason) });
      }
    }
  }
}

/** The arm that a scan's own map or curve is of; null of what a step made, and where a scan has none. */
function armOf(sources: ReadonlyMap<string, ScanSource>, { id }: Ref, key: string): string | null {
  const outline = sources.get(id)?.outline;
  return (outline && (originOf(key).channel ?? firstChannel(outline)?.name)) ?? null;
}

/** What a colour is given to: of a scan of several arms the arm, as the viewer has it. */
function keyOfColor(
  document: AnalysisDocument,
  sources: ReadonlyMap<string, ScanSource>,
  { id, channel, output }: Ref,
  key: string
): string {
  const outline = sources.get(id)?.outline;
  if (!scanOf(document, id) || !outline) {
    return outputKey(key, output);
  }
  const name = channel ?? firstChannel(outline)?.name;
  return outline.channels.length > 1 && name !== undefined ? itemKey([id], name) : id;
}

/** Why a scan or step gives nothing at all. */
function wholeFailure(
  document: AnalysisDocument,
  nodes: ReadonlyMap<string, NodeResult>,
  ref: Ref
): Failure[] {
  const node = nodes.get(ref.id);
  const error = node?.outcome.error;
  if (!node || !error || node.items.length > 0) {
    return [];
  }
  const { code, message } = saidOfItem(document, error, ref.id, node.inputs);
  return [{ code, message: `${shownLabel(document, ref, ref.id, true)} is not drawn: ${message}` }];
}

/** @throws XESError `figure/nothing`, or why there is nothing. */
function required<T>(values: readonly T[], failure?: Failure): readonly T[] {
  if (values.length === 0) {
    throw failure
      ? new XESError(failure.code, failure.message)
      : new XESError(
          'figure/nothing',
          'Nothing of this can be drawn: a figure shows maps and spectra. Name some with --show.'
        );
  }
  return values;
}
