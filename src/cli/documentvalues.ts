import { CurveColors } from '../analysis/curvecolors.js';
import {
  itemKey,
  scanOf,
  type AnalysisDocument,
  type Id,
  type Ref
} from '../analysis/document/index.js';
import { madeOf, type MadePart } from '../analysis/madeof.js';
import { isDrawn } from '../analysis/mapcuts.js';
import type { MapPlane } from '../analysis/mapplane.js';
import type { ProcessEntry } from '../analysis/output/provenance.js';
import type { NodeResult, ScanSource } from '../analysis/evaluate/index.js';
import { originOf, outputKey } from '../analysis/evaluate/itemkeys.js';
import { itemsOf } from '../analysis/evaluate/selection.js';
import type { StepWarning } from '../analysis/steps/index.js';
import type { Failure } from '../analysis/steps/part.js';
import { saidOfItem, shownLabel } from '../analysis/titles.js';
import { XESError } from '../base/errors.js';
import type { IShown, IShownValue } from '../figures/paper/index.js';
import { firstChannel } from '../formats/scan.js';
import type { Evaluated } from './evaluation.js';

/** What a figure shows, and of which files it was made. */
export interface IFigureValues extends Omit<IShown, 'style'> {
  /** All that were read. */
  readonly files: readonly string[];
  /** What it was made of. @param plane over which second energy maps of scans are drawn. */
  readonly made: (plane: MapPlane) => {
    readonly files: readonly string[];
    readonly process: readonly ProcessEntry[];
  };
  readonly warnings: readonly StepWarning[];
}

/** Where what a figure is made of lies. */
interface Files {
  /** Of the document, where it has one. */
  own: readonly string[];
  /** Of its scans that were read. */
  scans: ReadonlyMap<Id, string>;
}

/**
 * Maps and spectra of a document that was evaluated.
 * @throws XESError `figure/nothing`, and why nothing of it could be made.
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
  // those over a map have one too, whether their profiles are drawn or not
  colors.give(
    document,
    document.steps.filter(isDrawn).map(({ id }) => id)
  );
  return {
    document,
    values: required(values, failures[0]),
    colorOf: id => colors.of(document, id),
    files: [...ownFiles, ...files.values()],
    made: plane => {
      const { scans, process } = madeOf(document, nodes, parts, plane);
      return { files: [...ownFiles, ...scans.flatMap(id => files.get(id) ?? [])], process };
    },
    warnings: failures
  };
}

/** What is ticked; of an analysis without ticks what is active, else its last step, else its scans. */
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

/** The arm that a scan's own map or curve is of; null of what a step made, and where a scan has none. */
export function armOf(
  sources: ReadonlyMap<string, ScanSource>,
  { id }: Ref,
  key: string
): string | null {
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
