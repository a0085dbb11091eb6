import type { Evaluation } from '../analysis/evaluate/evaluator.js';
import { outputKey } from '../analysis/evaluate/itemkeys.js';
import { provenanceComments } from '../analysis/output/provenance.js';
import { XESError } from '../base/errors.js';
import type { IShownValue } from '../figures/paper/index.js';
import { provenanceOf, valueIn } from './exportfacts.js';
import type { IExportTools } from './exporting.js';
import type { FigureFile, FigurePart, MadeFile } from './exporttypes.js';
import type { WantedDocument } from './wanted.js';

/** Colour of a cut that has none. */
const grey = '#888888';

/**
 * Make a figure of results, the same as on the command line.
 * @throws XESError `step/input` if one is missing or can't be drawn, `figure/too-large`, those of
 * the tools.
 */
export async function figureOf(
  { format, title, parts, plane, look, document: shown, colors }: FigureFile,
  document: WantedDocument,
  { nodes }: Pick<Evaluation, 'nodes'>,
  { pause }: Pick<IExportTools, 'pause'>
): Promise<MadeFile> {
  const values = parts.map(part => shownValue(part, document, nodes));
  const { madeFigure, plotsOf, profileKeys } = await import('../figures/paper/index.js');
  const profiles = look.hasCuts || look.hasProfiles ? profileKeys({ document: shown, values }) : [];
  const provenance = provenanceOf(document, nodes, parts, plane, profiles);
  const lines = provenanceComments(provenance, { title }).slice(1);
  await pause();
  const colorOf = (id: string) => colors[id] ?? grey;
  const { style, hasProfiles } = look;
  const placed = plotsOf({ document: shown, values, colorOf, style, hasProfiles });
  const file = { format, about: { title, lines } };
  const { bytes, missing } = await madeFigure(placed, look, file);
  await pause();
  return { bytes, notes: missing === null || format === 'svg' ? [] : [missing] };
}

function shownValue(
  part: FigurePart,
  document: WantedDocument,
  nodes: Evaluation['nodes']
): IShownValue {
  const { ref, key, label, color, name } = part;
  const value = valueIn(part, document.request.contents, nodes);
  if (value.kind === 'table') {
    throw new XESError('step/input', `${name} is a table, which no figure shows.`);
  }
  return { ref, key: outputKey(key, ref.output), label, color, value };
}
