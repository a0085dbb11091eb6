import { CurveColors } from '../analysis/curvecolors.js';
import {
  itemKey,
  scanOf,
  type AnalysisDocument,
  type Id,
  type Ref
} from '../analysis/document/index.js';
import { originsOf, type ResultPart } from '../analysis/origins.js';
import { isDrawn } from '../analysis/mapcuts.js';
import type { MapPlane } from '../analysis/mapplane.js';
import type { ProcessEntry } from '../analysis/output/provenance.js';
import type { NodeResult, ScanSource } from '../analysis/evaluate/index.js';
import { originOf, outputKey, ownerOf } from '../analysis/evaluate/itemkeys.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import type { StepWarning } from '../analysis/steps/index.js';
import type { Failure } from '../analysis/steps/part.js';
import { warningOfItem, shownLabel } from '../analysis/titles.js';
import { XESError } from '../base/errors.js';
import { profileKeys, type IShown, type IShownValue } from '../figures/paper/index.js';
import { firstChannel } from '../formats/scan.js';
import type { Evaluated } from './evaluation.js';
import { withFirstCuts } from './withfirstcuts.js';

/** The contents of a figure, and the files it was made from. */
export interface IFigureValues extends Omit<IShown, 'style' | 'hasProfiles'> {
  /** All files read. */
  readonly files: readonly string[];
  /**
   * Its sources.
   * @param plane over which second energy maps of scans are drawn.
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

/** Paths of the files that a figure is made from. */
interface Files {
  /** The document, if there is one. */
  own: readonly string[];
  /** The scans that were read. */
  scans: ReadonlyMap<Id, string>;
}

/**
 * Maps and spectra of an evaluated document.
 * @throws XESError `figure/nothing`, and why there is no result.
 */
export function valuesOfDocument(
  document: AnalysisDocument,
  refs: readonly Ref[],
  { nodes, sources }: Evaluated,
  { own: ownFiles, scans: files }: Files
): IFigureValues {
  const found = refs.map(ref => ({ ref, items: itemsOf(nodes, ref) }));
  const colors = new CurveColors();
  const colorKey = (ref: Ref, key: string) => keyOfColor(document, sources, ref, key);
  colors.assign(
    document,
    found.flatMap(({ ref, items }) => items.map(({ key }) => colorKey(ref, key)))
  );
  const failures: Failure[] = [];
  const parts: ResultPart[] = [];
  const values: IShownValue[] = [];
  for (const { ref, items } of found) {
    const isSole = (nodes.get(ref.id)?.items.length ?? 0) <= 1;
    failures.push(...wholeFailure(document, nodes, ref));
    for (const { key, value, error } of items) {
      const label = shownLabel(document, ref, key, isSole);
      if (error) {
        const { code, message } = warningOfItem(
          document,
          error,
          key,
          nodes.get(ref.id)?.inputs ?? []
        );
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
  // first cuts of a map have colours too, whether their profiles are drawn or not
  const first = shown.steps.slice(0, shown.steps.length - document.steps.length);
  colors.assign(
    shown,
    [...first, ...document.steps.filter(isDrawn)].map(({ id }) => id)
  );
  return {
    document: shown,
    values: required(values, failures[0]),
    colorOf: id => colors.of(shown, id),
    files: [...ownFiles, ...files.values()],
    made: (plane, hasCuts) => {
      const profiles = hasCuts ? profileKeys({ document: shown, values }) : [];
      const cuts = profiles.map((key): ResultPart => {
        return { ref: { id: ownerOf(key) }, key, kind: 'spectrum', channel: null };
      });
      const { scans, process } = originsOf(shown, nodes, [...parts, ...cuts], plane);
      return { files: [...ownFiles, ...scans.flatMap(id => files.get(id) ?? [])], process };
    },
    warnings: failures
  };
}

/**
 * The ticked Refs; in an analysis without ticks the active one, else its last step, else its scans.
 */
export function shownIn({ scans, steps, view }: AnalysisDocument): readonly Ref[] {
  const last = steps.at(-1);
  return view.shown.length > 0
    ? view.shown
    : view.active
      ? [view.active]
      : last
        ? [{ id: last.id }]
        : scans.map(({ id }) => ({ id }));
}

/**
 * The arm of a scan's own map or curve; null for the result of a step, and if a scan has no arms.
 */
export function armOf(
  sources: ReadonlyMap<string, ScanSource>,
  { id }: Ref,
  key: string
): string | null {
  const outline = sources.get(id)?.outline;
  return (outline && (originOf(key).channel ?? firstChannel(outline)?.name)) ?? null;
}

/** The key of a colour: for a scan with several arms that of the arm, as in the viewer. */
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

/** Why a scan or step has no result at all. */
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
  const { code, message } = warningOfItem(document, error, ref.id, node.inputs);
  return [{ code, message: `${shownLabel(document, ref, ref.id, true)} is not drawn: ${message}` }];
}

/** @throws XESError `figure/nothing`, or the reason why there is none. */
export function required<T>(values: readonly T[], failure?: Failure): readonly T[] {
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
