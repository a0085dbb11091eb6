import { CurveColors } from '../analysis/curvecolors.js';
import {
  itemKey,
  refText,
  scanOf,
  stepOf,
  type ItemKey,
  type Ref
} from '../analysis/document/index.js';
import { outputKey } from '../analysis/evaluate/itemkeys.js';
import { shownLabel } from '../analysis/titles.js';
import { XESError } from '../base/errors.js';
import type { FigureFile, FigurePart, WritableItem } from '../compute/exporttypes.js';
import type { AnalysisModel } from './analysismodel.js';
import { exportName } from './exportrows.js';
import { channelShown } from './shownchannel.js';
import { cutOfProfile } from './wanted.js';

/** A figure to be made, and notes on what it lacks. */
export interface PlannedFigure {
  file: FigureFile;
  notes: readonly string[];
}

/**
 * The figure of items in their present colours: their maps, and their curves in one plot.
 * @throws XESError `figure/nothing`
 */
export function plannedFigure(
  model: AnalysisModel,
  items: readonly WritableItem[],
  { format, look }: Pick<FigureFile, 'format' | 'look'>
): PlannedFigure {
  const hasMap = items.some(({ kind }) => kind === 'map');
  // a map includes the profiles through it, if requested
  const own = items.filter(({ ref }) => !(hasMap && cutOfProfile(ref.id) !== null));
  const drawn = own.filter(({ kind }) => kind === 'map' || kind === 'spectrum');
  if (drawn.length === 0) {
    throw new XESError(
      'figure/nothing',
      'Nothing of this can be drawn: a figure shows maps and spectra. Name rows that have some.'
    );
  }
  const { view, document, firstCuts } = model;
  const contents = { ...document, steps: [...document.steps, ...firstCuts], view };
  const cuts = [...model.cuts, ...model.lineCuts].map(({ id }) => id);
  const keys = drawn.map(({ ref, key }) => colorKey(model, ref, key));
  const colorOf = colorsOf(model, contents, [...keys, ...cuts]);
  const parts = drawn.map(({ ref, key }, i): FigurePart => {
    const isSole = drawn.filter(item => refText(item.ref) === refText(ref)).length <= 1;
    const name = exportName(model, ref, key);
    const isOfDocument = scanOf(document, ref.id) ?? stepOf(document, ref.id);
    const label = isOfDocument ? shownLabel(document, ref, key, isSole) : name;
    return { ref, key, id: `r${i + 1}`, name, label, color: colorOf(keys[i]) };
  });
  const left = own.filter(item => !drawn.includes(item));
  return {
    file: {
      format,
      look,
      title: parts.map(({ label }) => label).join(', '),
      parts,
      plane: view.map.view === 'transfer' ? 'transfer' : 'incident',
      document: { steps: contents.steps, view },
      colors: Object.fromEntries(cuts.map(id => [id, colorOf(id)]))
    },
    notes: left.map(
      ({ ref, key }) => `Not drawn: ${exportName(model, ref, key)}, which is no map and no curve.`
    )
  };
}

/** The colours on the screen; results that were never drawn get other ones. */
function colorsOf(
  model: AnalysisModel,
  contents: AnalysisModel['document'],
  keys: readonly ItemKey[]
): (key: ItemKey) => string {
  const onScreen = Object.fromEntries(
    keys
      .map(key => [key, model.colorOnMap(key) ?? model.colorOf(key)])
      .filter(([, color]) => color !== notDrawn)
  ) as Record<ItemKey, string>;
  const { view } = contents;
  const colored = { ...contents, view: { ...view, colors: { ...view.colors, ...onScreen } } };
  const colors = new CurveColors();
  colors.assign(colored, keys);
  return key => colors.of(colored, key);
}

/** The model's colour for results that were never drawn. */
const notDrawn = '#888888';

/** The key of a colour: a profile has the colour of its cut, each arm of a scan its own. */
function colorKey(model: AnalysisModel, { id, channel, output }: Ref, key: ItemKey): ItemKey {
  const cut = cutOfProfile(id);
  const { facts = null } = model.scans.find(scan => scan.id === id) ?? {};
  if (cut !== null) {
    return cut;
  }
  if (!scanOf(model.document, id) || !facts) {
    return outputKey(key, output);
  }
  const name = channelShown(facts, channel)?.name;
  return facts.channels.length > 1 && name !== undefined ? itemKey([id], name) : id;
}
