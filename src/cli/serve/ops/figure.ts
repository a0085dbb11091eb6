import { XESError } from '../../../base/errors.js';
import {
  figureFormatOf,
  figureFormats,
  paperLimits,
  usualLook
} from '../../../figures/paper/index.js';
import { drawnFigure } from '../../drawnfigure.js';
import { shownIn, valuesOfDocument } from '../../documentvalues.js';
import { refuseInputs, writeOutput } from '../../output.js';
import type { Call } from '../call.js';
import type { Fields } from '../fields.js';
import { evaluateLocated, locatedDocument } from '../recipes.js';

/** A figure like that of the command `figure`, written to a path if one is given. */
export async function figure(call: Call) {
  const { fields, context } = call;
  const placed = locatedDocument(fields);
  const shown = fields.refs('shown');
  const out = fields.textOr('out', null);
  const choice = choiceOf(fields);
  if (out !== null) {
    requireEnding(out, choice.format);
    await refuseInputs(out, [...placed.files.values()]);
  }
  const refs = shown.length > 0 ? shown : shownIn(placed.document);
  const evaluated = await evaluateLocated(placed, refs, call);
  const values = valuesOfDocument(placed.document, refs, evaluated, {
    own: [],
    scans: placed.files
  });
  const { bytes, missing, title, size } = await drawnFigure(values, choice, context);
  if (out !== null) {
    await context.checkpoint();
    await writeOutput(out, bytes, [...placed.files.values()]);
  }
  return { bytes, missing, title, size, warnings: values.warnings };
}

/** @throws XESError `cli/usage` if the extension does not match the format. */
function requireEnding(out: string, format: string): void {
  if (figureFormatOf(out) !== format) {
    throw new XESError(
      'cli/usage',
      `${out} would be a figure as ${format}: give a path that ends in .${format}.`
    );
  }
}

function choiceOf(fields: Fields) {
  const format = oneOf(fields, 'format', figureFormats, 'svg');
  const look = {
    width: within(fields, 'width', 'width') ?? usualLook.width,
    height: within(fields, 'height', 'height'),
    dpi: within(fields, 'dpi', 'dpi') ?? usualLook.dpi,
    fontSize: within(fields, 'font_size', 'fontSize') ?? usualLook.fontSize,
    style: oneOf(fields, 'style', ['paper', 'screen'] as const, usualLook.style),
    hasCuts: fields.raw('cuts') !== false,
    hasProfiles: fields.raw('profiles') !== false
  };
  const view = oneOf(fields, 'view', ['incident', 'transfer'] as const, null);
  const [font, title] = [fields.textOr('font', null), fields.textOr('title', null)];
  return { look, format, view, font, title };
}

function within(fields: Fields, name: string, limit: keyof typeof paperLimits): number | null {
  const value = fields.numberOr(name, null);
  const [least, most] = paperLimits[limit];
  if (value !== null && !(value >= least && value <= most)) {
    throw new XESError('cli/usage', `"${name}" has to be from ${least} to ${most}, not ${value}.`);
  }
  return value;
}

function oneOf<T extends string, U>(
  fields: Fields,
  name: string,
  all: readonly T[],
  other: U
): T | U {
  const text = fields.textOr(name, null);
  const found = all.find(item => item === text);
  if (text !== null && found === undefined) {
    throw new XESError('cli/usage', `"${name}" has to be ${all.join(', ')}, not "${text}".`);
  }
  return found ?? other;
}
