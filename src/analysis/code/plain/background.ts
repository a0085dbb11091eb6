import { lineRegions } from '../../../science/background/windows.js';
import type { Range } from '../../../science/spectrum.js';
import { stepTitle } from '../../titles.js';
import { pythonPairs } from '../words.js';
import { writeModel } from './model.js';
import { refused, type PlainResult, type PlainStep, type StepContext } from './step.js';
import { uncounted, type PlainInput, type PlainNumber } from './value.js';

/** A background fitted by lmfit: its model, start values, points fitted, and residual. */
export const backgroundStep: PlainStep = { isOfEach: true, write, numbers: numbersOf };

function write(context: StepContext, inputs: readonly PlainInput[]): PlainResult {
  const { entry, parameters, script, item } = context;
  const { include, exclude, join } = parameters as unknown as Settings;
  if (!item) {
    throw refused(context, 'it has no result yet, from which the fit could start');
  }
  const label = stepTitle(entry);
  const [main] = inputs;
  const curve = join ? joined(context, inputs) : main;
  const { model, start, isEndPointLine } = writeModel(context, label);
  const windows = [
    ...(include.length > 0 ? [within(context, curve.text, include)] : []),
    ...(exclude.length > 0 ? [`~${within(context, curve.text, exclude)}`] : [])
  ];
  const chosen = windows.join(' & ') || `np.isfinite(${curve.text}.energy)`;
  const fitted = script.assign(`${label} fitted`, 'fitted', () =>
    isEndPointLine ? `np.flatnonzero(${chosen})[[0, -1]]` : chosen
  );
  const fit = script.assign(`${label} fit`, 'fit', before =>
    script.call(way(context, curve, isEndPointLine), [model, start, curve.text, fitted], before)
  );
  const under = script.assign(`${label} background`, 'background', before =>
    script.call('evaluated', [model, fit, main.text], before)
  );
  return {
    expression: before => script.call('less', [main.text, under], before),
    value: uncounted(main.value),
    under: { over: main.text, under }
  };
}

interface Settings {
  include: readonly Range[];
  exclude: readonly Range[];
  join: boolean;
}

/**
 * Numbers about the residual in the region of the lines; none if the region is not known, or the
 * viewer has none.
 */
function numbersOf(context: StepContext, result: string): PlainNumber[] {
  const { script, entry, parameters, item } = context;
  const regions = lineRegions(parameters as unknown as Settings);
  if (regions.length === 0) {
    return [];
  }
  return (['area', 'centroid'] as const).flatMap(name => {
    const found = item === 'unknown' ? null : (item?.numbers[name] ?? null);
    if (found && !Number.isFinite(found.value)) {
      return [];
    }
    const label = `${stepTitle(entry)} ${name}`;
    const text = script.assign(label, name, before =>
      script.call(`${name}_of`, [result, pythonPairs(regions)], before)
    );
    return [{ label, text, found }];
  });
}

function within({ script }: StepContext, curve: string, ranges: readonly Range[]): string {
  return script.call('in_ranges', [`${curve}.energy`, pythonPairs(ranges)]);
}

/** The weights of points, as in the viewer. */
function way(context: StepContext, { value }: PlainInput, isExact: boolean): string {
  if (context.parameters.weights === 'none' || value.noise === 'none' || isExact) {
    return 'fit_evenly';
  }
  if (value.noise === 'other') {
    throw refused(
      context,
      'the counts of its points, by which they weigh, are not known any more (or their σ is given by the file)'
    );
  }
  return 'fit_counts';
}

/** The spectrum joined to the wider one, on the scale that the viewer found. */
function joined(context: StepContext, [main, wide]: readonly PlainInput[]): PlainInput {
  const { script, item, entry } = context;
  const scale = item === 'unknown' ? 1 : item?.numbers.scale?.value;
  if (scale === undefined || !(scale > 0)) {
    throw refused(context, 'the scale of the wider spectrum is not known');
  }
  script.line('# the scale of the wide spectrum is that which the viewer found');
  const text = script.assign(`${stepTitle(entry)} joined`, 'joined', before =>
    script.call('around', [main.text, wide.text, String(scale)], before)
  );
  const isCounted = [main, wide].every(({ value }) => value.noise === 'counts');
  return { text, value: isCounted ? main.value : uncounted(main.value) };
}
