import { provenanceComments } from '../analysis/output/provenance.js';
import type { MapPlane } from '../analysis/mapplane.js';
import { madeFigure, plotsOf, type FigureFormat, type IPaperLook } from '../figures/paper/index.js';
import type { Context } from './context.js';
import type { IFigureValues } from './documentvalues.js';
import { provenanceOf } from './provenance.js';

/** How a figure is drawn. */
export interface FigureChoice {
  look: IPaperLook;
  format: FigureFormat;
  /** Over which second energy maps are drawn; null: as in the document. */
  view: MapPlane | null;
  font: string | null;
  /** Null: the labels of what is drawn. */
  title?: string | null;
}

/**
 * Draw values as a publication figure.
 * @throws XESError those of `madeFigure` and `provenanceOf`
 */
export async function drawnFigure(found: IFigureValues, choice: FigureChoice, context: Context) {
  const { look, format, font } = choice;
  const { view } = found.document;
  const plane = choice.view === null ? {} : { view: choice.view, zoom: null };
  const map = { ...view.map, ...plane };
  const document = { ...found.document, view: { ...view, map } };
  const { style, hasCuts, hasProfiles } = look;
  const placed = plotsOf({ ...found, document, style, hasProfiles });
  const title = choice.title ?? found.values.map(({ label }) => label).join(', ');
  const made = found.made(map.view, hasCuts || hasProfiles);
  const provenance = await provenanceOf(made.files, made.process, context);
  const lines = provenanceComments(provenance, { title }).slice(1);
  const file = { format, about: { title, lines }, ...(font === null ? {} : { font }) };
  const figure = await madeFigure(placed, look, file);
  return { ...figure, title };
}
