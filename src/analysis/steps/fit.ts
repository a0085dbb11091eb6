import { componentCurves } from '../../science/background/components.js';
import { backgroundModel } from '../../science/background/model.js';
import { leastWidths, startOf } from '../../science/background/start.js';
import { countingOf, countingWarnings } from '../../science/counting.js';
import { isWithin } from '../../science/equalenergies.js';
import { XESError } from '../../base/errors.js';
import { fit, parameterSigmas, parametersOf, type Change } from '../../science/fit/index.js';
import type { Spectrum } from '../../science/spectrum.js';
import { isMeasured } from '../../science/statistics.js';
import { pick } from '../../science/tidy.js';
import { weightSigma } from '../../science/uncertainty/curve.js';
import { assignments, bounds, expressions, names, range, type Bounds } from './parameters/index.js';
import { fitReasons } from './fitreasons.js';
import { fitDetails, fitNumbers, requireConverged } from './fitresults.js';
import { model } from './modelparameters.js';
import { plain } from './numbers.js';
import { defineStep, singleOutput } from './step.js';
import { weightsParameter } from './weights.js';

/** A fit of line shapes. */
export const fitStep = defineStep({
  name: 'fit',
  title:
    'Fit a sum of line shapes: values with σ, correlations, χ², AIC and BIC, a report as lmfit’s.',
  takes: ['spectrum'],
  gives: 'spectrum',
  inputs: 'each',
  parameters: {
    model: model({
      description:
        'Shapes joined by +, such as voigt+voigt+linear; a repeated one has its name as prefix (voigt2_center)'
    }),
    range: range({ description: 'Which points; without it all', default: null }),
    set: assignments({ description: 'Where parameters start', of: 'model' }),
    fix: names({ description: 'Parameters that stay where they start', of: 'model' }),
    bounds: bounds({ description: 'Least and largest values, such as sigma=0.1:5', of: 'model' }),
    tie: expressions({
      description: 'Parameters that follow from others, such as voigt_sigma=sigma',
      of: 'model'
    }),
    weights: weightsParameter
  },
  each({ axis, spectrum }, { model: asked, range: where, weights, ...given }) {
    const selected = within(spectrum, where);
    const { energy: x, intensity: y } = selected;
    const sigma = weightSigma(selected);
    const shapes = backgroundModel(asked);
    const start = startOf(shapes, { x, y }, given.set);
    const isKnown = sigma.some(value => value > 0);
    const isWeighted = weights === 'poisson' && isKnown;
    const request = {
      x,
      y,
      sigma: isWeighted ? sigma : null,
      counted: isWeighted ? countingOf(selected) : null,
      model: shapes.model,
      parameters: parametersOf(shapes.model, changes(start, leastWidths(shapes, x, start), given))
    };
    const result = fit(request);
    requireConverged(result);
    const values = new Map(result.parameters.map(({ name, value }) => [name, value]));
    const columns = {
      fit: result.bestFit,
      ...componentColumns(componentCurves(shapes, x, values))
    };
    const unweighted = {
      code: 'fit/no-sigma',
      message: 'No σ is known for these points: they are fitted with equal weights.'
    };
    return {
      ...singleOutput({ kind: 'spectrum', axis, spectrum: selected, columns }),
      numbers: {
        redchi: plain(result.redchi),
        ...fitNumbers(result, parameterSigmas(selected, request, result))
      },
      details: fitDetails(result),
      warnings: [
        ...(isWeighted ? countingWarnings(selected) : []),
        ...(weights === 'poisson' && !isKnown ? [unweighted] : []),
        ...result.warnings
      ]
    };
  },
  approximates: (inputs, { weights, range: where }, { details }) =>
    inputs.flatMap(({ spectrum }) => fitReasons(spectrum, weights, where, details))
});

/** Components are columns named after the component: `fit_voigt2`. */
function componentColumns(curves: Record<string, Float64Array>): Record<string, Float64Array> {
  return Object.fromEntries(Object.entries(curves).map(([name, curve]) => [`fit_${name}`, curve]));
}

interface Restrictions {
  fix: readonly string[];
  bounds: Readonly<Record<string, Bounds>>;
  tie: Readonly<Record<string, string>>;
}

/** The settings that differ from the model's defaults. */
function changes(
  start: Readonly<Record<string, number>>,
  widths: Readonly<Record<string, number>>,
  { fix, bounds: limits, tie }: Restrictions
): Record<string, Change> {
  const all = new Set([...Object.keys(start), ...fix, ...Object.keys(limits), ...Object.keys(tie)]);
  return Object.fromEntries(
    [...all].map(name => {
      const value = Object.hasOwn(start, name) ? { value: start[name], expr: null } : {};
      const [min, max] = Object.hasOwn(limits, name) ? limits[name] : [null, null];
      return [
        name,
        {
          ...value,
          ...(Object.hasOwn(widths, name) ? { min: widths[name] } : {}),
          ...(min === null ? {} : { min }),
          ...(max === null ? {} : { max }),
          ...(fix.includes(name) ? { vary: false, expr: null } : {}),
          ...(Object.hasOwn(tie, name) ? { expr: tie[name] } : {})
        }
      ];
    })
  );
}

/** The measured points in a range. @throws XESError `spectrum/empty-range` */
function within(spectrum: Spectrum, where: readonly [number, number] | null): Spectrum {
  const { energy, intensity } = spectrum;
  const indexes = [...energy.keys()].filter(
    i => (!where || isWithin(energy[i], where)) && isMeasured(intensity[i])
  );
  if (indexes.length === 0) {
    throw new XESError(
      'spectrum/empty-range',
      'No measured point lies in the range of the fit: make it wider.'
    );
  }
  return pick(spectrum, indexes);
}
