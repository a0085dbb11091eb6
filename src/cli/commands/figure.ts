import { choice, flag, number, text, texts } from '../../analysis/steps/parameters/index.js';
import { XESError } from '../../base/errors.js';
import {
  figureFormatOf,
  paperLimits,
  usualLook,
  type FigureFormat
} from '../../figures/paper/index.js';
import { usage } from '../arguments.js';
import { defineCommand } from '../command.js';
import { drawnFigure } from '../drawnfigure.js';
import { isAnalysis, valuesOfAnalysis, valuesOfFiles } from '../figurevalues.js';
import { nameOf } from '../inputs.js';
import { refuseInputs, writeOutput } from '../output.js';
import { channel, reading } from './options.js';

export const figure = defineCommand({
  name: 'figure',
  summary: 'A figure for a paper: SVG, PDF or PNG of what an analysis shows, or of scans.',
  about: [
    'Draws with the code of the viewer: the ticked results of an analysis (or those given by --show), in the view it was saved with; the maps of scans, results and tables, or their spectra in one plot. A map has its cuts, with the profiles along them above it and to its right, as in the viewer; without cuts it has those through its maximum, unless they were removed. Maps are side by side, their profiles in a row; below them are curves, grouped by axis.',
    'Proportions are those of the viewer: a map 0.8 as tall as it is wide, and a profile at its right a third as wide. Without --height the figure is as tall as that makes it, where the *Figure…* dialog takes the shape of the window.',
    'Colours are always those of a light theme. The size is that of the whole figure: 8.5 cm is a column of most journals, 17 cm a page. Text has the requested size, whatever the size of the figure; titles that do not fit are wrapped, or made smaller.',
    'SVG and PDF contain vector graphics and text; only the pixels of maps are an image, with --dpi. The font is embedded in the PDF. Each file contains the provenance of the figure (description of SVG and PNG, subject of PDF).'
  ],
  files: {
    usage: 'FILE… | ANALYSIS.xes.json',
    atLeast: 1,
    atMost: Infinity,
    are: 'an analysis, or scans, results or CSV spectra'
  },
  options: {
    show: texts({
      description:
        'Ids of the scans and steps of an analysis that are drawn, such as s1:lower;cut-1',
      default: []
    }),
    channel,
    view: choice(['incident', 'transfer'], {
      description: 'Whether maps are drawn over emission energy or energy transfer',
      default: null
    }),
    out: text({ description: 'File to write, .svg, .pdf or .png; it appears whole or not at all' }),
    width: number({
      description: 'Of the figure',
      unit: 'cm',
      ...within('width'),
      default: usualLook.width
    }),
    height: number({
      description: 'Of the figure; what suits the plots without',
      unit: 'cm',
      ...within('height'),
      default: null
    }),
    dpi: number({
      description: 'Pixels an inch, of PNG and of maps',
      ...within('dpi'),
      default: usualLook.dpi
    }),
    'font-size': number({
      description: 'Of words',
      unit: 'pt',
      ...within('fontSize'),
      default: usualLook.fontSize
    }),
    font: text({
      description: 'Font of an SVG, such as Times; PDF and PNG have one as wide as Helvetica',
      default: null
    }),
    style: choice(['paper', 'screen'], {
      description: 'As papers have it (black, framed, no grid), or as on a light screen',
      default: usualLook.style
    }),
    'no-cuts': flag({ description: 'Leave out the cuts over maps' }),
    'no-profiles': flag({ description: 'Leave out the profiles along cuts, next to their maps' }),
    ...reading
  },
  examples: [
    {
      line: 'figure kbeta.xes.json --out figure-2.pdf --width 17 --height 9',
      does: 'what the analysis shows, a page wide'
    },
    {
      line: 'figure 279517_1.nxs --channel upper --view transfer --out transfer.svg',
      does: 'a map over energy transfer'
    }
  ],
  async run({ files, options, context }) {
    const format = formatOf(options.out);
    await refuseInputs(options.out, files);
    const [first] = files;
    const isOne = files.some(isAnalysis);
    if (isOne && files.length > 1) {
      throw usage({ name: 'figure' }, 'An analysis is drawn by itself: name no other file.');
    }
    if (!isOne && options.show.length > 0) {
      throw usage({ name: 'figure' }, '--show names parts of an analysis (ANALYSIS.xes.json).');
    }
    const [hasCuts, hasProfiles] = [!options['no-cuts'], !options['no-profiles']];
    const found = isOne
      ? await valuesOfAnalysis(first, options.show, context)
      : await valuesOfFiles(files, options.channel, context);
    const { width, height, dpi, style, font } = options;
    const look = { width, height, dpi, style, fontSize: options['font-size'] };
    const { bytes, missing, title, ...drawn } = await drawnFigure(
      found,
      { look: { ...look, hasCuts, hasProfiles }, view: options.view, format, font },
      context
    );
    await context.checkpoint();
    await writeOutput(options.out, bytes, found.files);
    const size = drawn.size.map(length => Number(length.toFixed(2)));
    context.result(
      { out: options.out, shown: found.values.map(({ key, label }) => ({ key, label })), size },
      `${options.out}: ${size.join(' × ')} cm, ${title || nameOf(first)}`,
      [
        ...found.warnings,
        ...(missing && format !== 'svg' ? [{ code: 'figure/letters', message: missing }] : [])
      ]
    );
  }
});

function within(name: keyof typeof paperLimits): { min: number; max: number } {
  const [min, max] = paperLimits[name];
  return { min, max };
}

/** @throws XESError `cli/usage` */
function formatOf(out: string): FigureFormat {
  const format = figureFormatOf(out);
  if (!format) {
    throw new XESError(
      'cli/usage',
      `Figures are written as SVG, PDF or PNG: give --out a name that ends in .svg, .pdf or .png, not "${out}".`
    );
  }
  return format;
}
