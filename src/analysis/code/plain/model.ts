import { backgroundModel, type BackgroundModel } from '../../../science/background/model.js';
import { shapes, type ShapeParameter } from '../../../science/shapes/index.js';
import { isRecord } from '../../document/json.js';
import { refused, type StepContext } from './step.js';

/** A model and its start values, as named in the code. */
export interface WrittenModel {
  model: string;
  start: string;
  /** Whether it is the straight line through the outermost points. */
  isEndPointLine: boolean;
}

/** lmfit's names of shapes. */
const models: ReadonlyMap<string, string> = new Map([
  ['constant', 'ConstantModel'],
  ['linear', 'LinearModel'],
  ['quadratic', 'QuadraticModel'],
  ['gaussian', 'GaussianModel'],
  ['lorentzian', 'LorentzianModel'],
  ['voigt', 'VoigtModel'],
  ['pvoigt', 'PseudoVoigtModel'],
  ['pearson7', 'Pearson7Model'],
  ['doniach', 'DoniachModel']
]);

/** Write the model of a background, and parameters that start where the viewer's fit ended. */
export function writeModel(context: StepContext, label: string): WrittenModel {
  const { script, parameters } = context;
  const { parts, isEndPointLine } = backgroundModel(parameters.model as string);
  const parted = parts.map(({ shape, prefix }) => modelOf(context, shape, prefix));
  const model = script.assign(`${label} model`, 'model', () => parted.join(' + '));
  const given = parts.flatMap(part =>
    (shapes.get(part.shape)?.parameters ?? []).flatMap(
      parameter => startOf(context, parameter, part) ?? []
    )
  );
  const start = script.assign(
    `${label} start`,
    'start',
    () => `${model}.make_params(\n${given.map(item => `    ${item},`).join('\n')}\n)`
  );
  return { model, start, isEndPointLine };
}

function modelOf(context: StepContext, shape: string, prefix: string): string {
  const { script } = context;
  const before = prefix === '' ? '' : `prefix="${prefix}"`;
  const name = models.get(shape);
  if (name) {
    return `lmfit.models.${name}(${before})`;
  }
  const after = before === '' ? '' : `, ${before}`;
  const degree = /^polynomial(\d)$/.exec(shape)?.[1];
  if (degree !== undefined) {
    return `lmfit.Model(${script.define(shape, polynomial(shape, Number(degree)))}${after})`;
  }
  if (shape === 'exponential') {
    return `lmfit.Model(${script.define(shape, exponential)}${after})`;
  }
  throw refused(context, `lmfit has no model like “${shape}”`);
}

/**
 * Powers of the distance from an energy among the points: powers of the energy itself would lose
 * all digits.
 */
function polynomial(name: string, degree: number): string {
  const all = Array.from({ length: degree + 1 }, (_, k) => `c${k}`);
  const sum = all.map((c, k) => (k === 0 ? c : `${c} * (x - origin) ** ${k}`)).join(' + ');
  return `def ${name}(x, ${all.join(', ')}, origin):
    """A polynomial of the distance from an energy among the points."""
    return ${sum}`;
}

const exponential = `def exponential(x, amplitude, decay, origin):
    """An exponential of the distance from an energy among the points."""
    return amplitude * np.exp(-(x - origin) / decay)`;

/** A parameter of the fit report. */
interface Reported {
  value: number;
  vary: boolean;
  atBound: boolean;
  expr: string | null;
}

/**
 * The start value of a parameter: close to its fitted value; fixed parameters and those at a bound
 * start exactly there.
 */
function startOf(
  context: StepContext,
  { name: own, min, max, expr }: ShapeParameter,
  { shape, prefix }: BackgroundModel['parts'][number]
): string | null {
  const name = prefix + own;
  const found = reported(context, name);
  if (!found) {
    throw refused(context, `its result does not say what became of “${name}”`);
  }
  if (found.expr !== null) {
    return null; // lmfit ties it by default
  }
  const isFixed = !found.vary || found.atBound;
  const facts = [
    `value=${isFixed ? found.value : near(found.value, own, shape)}`,
    ...(isFixed ? ['vary=False'] : []),
    ...(!isFixed && min !== undefined ? [`min=${min}`] : []),
    ...(!isFixed && max !== undefined ? [`max=${max}`] : []),
    ...(expr === undefined ? [] : ['expr=""'])
  ];
  return facts.length === 1 ? `${name}=${facts[0].slice(6)}` : `${name}=dict(${facts.join(', ')})`;
}

function reported({ item }: StepContext, name: string): Reported | null {
  if (item === 'unknown') {
    return { value: 1, vary: true, atBound: false, expr: null };
  }
  const details: unknown = item?.details;
  const params = isRecord(details) ? details.params : null;
  const found = isRecord(params) && Object.hasOwn(params, name) ? params[name] : null;
  return isRecord(found) && typeof found.value === 'number'
    ? {
        value: found.value,
        vary: found.vary === true,
        atBound: found.atBound === true,
        expr: typeof found.expr === 'string' ? found.expr : null
      }
    : null;
}

/** Powers of the energy itself, 1e4 eV, which cancel: they need that many more correct digits. */
const cancelling: ReadonlyMap<string, number> = new Map([
  ['linear', 7],
  ['quadratic', 11]
]);

/** A value rounded so that it is a start value and not a result. */
function near(value: number, name: string, shape: string): number {
  return Number(value.toPrecision(name === 'center' ? 6 : (cancelling.get(shape) ?? 3)));
}
