import { pythonValue } from '../words.js';
import { backgroundStep } from './background.js';
import {
  rangeArguments,
  refused,
  type PlainResult,
  type PlainStep,
  type StepContext
} from './step.js';
import { uncounted, type PlainInput, type PlainValue } from './value.js';

/** The steps that can be written in plain Python, by name. */
export const plainSteps: ReadonlyMap<string, PlainStep> = new Map<string, PlainStep>([
  ['spectrum', { takes: 'spectrum', write: (_, [input]) => asItIs(input) }],
  ['map', { takes: 'map', write: (_, [input]) => asItIs(input) }],
  ['cut', { write: cut }],
  ['average', { takes: 'spectrum', write: average }],
  ['difference', { write: difference }],
  ['area', { write: area }],
  ['normalise', { write: normalise }],
  ['rebin', { write: rebin }],
  ['smooth', { write: smooth }],
  ['background', backgroundStep]
]);

function asItIs({ text, value }: PlainInput): PlainResult {
  return { expression: () => text, value };
}

function calling(
  { script }: StepContext,
  name: string,
  given: readonly string[],
  value: PlainValue
): PlainResult {
  return { expression: before => script.call(name, given, before), value };
}

function cut(context: StepContext, [{ text, value }]: readonly PlainInput[]): PlainResult {
  const { type, at, width, value: combined } = context.parameters;
  const isAlongEmission = type === 'CIE';
  const given = [
    text,
    pythonValue(type),
    pythonValue(at),
    ...(width === null ? [] : [`width=${pythonValue(width)}`]),
    ...(combined === 'sum' ? ['value="sum"'] : [])
  ];
  return calling(context, 'cut', given, {
    ...value,
    kind: 'spectrum',
    scale: combined === 'sum' ? `${value.scale}, summed` : value.scale,
    axis: isAlongEmission ? 'emission' : 'incident',
    jitter: isAlongEmission ? 0 : value.jitter
  });
}

function average(context: StepContext, inputs: readonly PlainInput[], list: string): PlainResult {
  const { estimator, weights, union } = context.parameters;
  const { item } = context;
  const warnings = item === 'unknown' ? [] : (item?.warnings ?? []);
  if (warnings.some(({ code }) => code === 'average/interpolated')) {
    throw refused(context, 'its spectra were measured at different energies, and are interpolated');
  }
  if (weights !== null) {
    throw refused(context, 'its spectra have weights');
  }
  const [{ value }] = inputs;
  const areCounted = inputs.every(input => input.value.noise === 'counts');
  const isRatio = estimator === null ? areCounted : estimator === 'ratio-of-sums';
  const jitter = Math.max(...inputs.map(input => input.value.jitter));
  const given = [
    list,
    ...(jitter > 0 ? [`tolerance=${jitter}`] : []),
    ...(union === true ? ['union=True'] : [])
  ];
  return isRatio
    ? calling(context, 'ratio_of_sums', given, { ...value, jitter })
    : calling(context, 'mean_of_ratios', given, { ...uncounted(value), jitter });
}

function difference(context: StepContext, [first, second]: readonly PlainInput[]): PlainResult {
  const { range, normalise: by, iad } = context.parameters;
  if (by !== 'none' || iad === true) {
    throw refused(context, 'areas of both over what they have in common are needed');
  }
  const given = [first.text, second.text, ...rangeArguments(range)];
  return calling(context, 'difference', given, uncounted(first.value));
}

function area(context: StepContext, [{ text, value }]: readonly PlainInput[]): PlainResult {
  const given = [text, ...rangeArguments(context.parameters.range)];
  return calling(context, 'area', given, { ...value, kind: 'number' });
}

function normalise(context: StepContext, inputs: readonly PlainInput[]): PlainResult {
  const { by, range } = context.parameters;
  const { script } = context;
  const [{ text, value }] = inputs;
  const of = by === 'reference' ? inputs[inputs.length - 1].text : text;
  const divisor = script.call(by === 'maximum' ? 'highest' : 'area', [
    of,
    ...rangeArguments(range)
  ]);
  const scale = `intensity over ${by === 'maximum' ? 'its maximum' : by === 'reference' ? 'the area of a reference' : 'its area'}`;
  return calling(context, 'divided', [text, divisor], { ...uncounted(value), scale });
}

function rebin(context: StepContext, [{ text, value }]: readonly PlainInput[]): PlainResult {
  const { width, range, e0 } = context.parameters;
  if (e0 !== null) {
    throw refused(context, 'its bins are of one width in wave number');
  }
  return calling(context, 'rebin', [text, pythonValue(width), ...rangeArguments(range)], value);
}

function smooth(context: StepContext, [{ text, value }]: readonly PlainInput[]): PlainResult {
  const { window, order, derivative } = context.parameters;
  const given = [text, `window=${pythonValue(window)}`, `order=${pythonValue(order)}`];
  const derived = derivative === 0 ? [] : [`derivative=${pythonValue(derivative)}`];
  const scale =
    derivative === 0 ? value.scale : `derivative ${pythonValue(derivative)} of ${value.scale}`;
  return calling(context, 'smooth', [...given, ...derived], { ...uncounted(value), scale });
}
