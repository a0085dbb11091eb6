import fc from 'fast-check';
import {
  component,
  fit,
  formula,
  guessPeak,
  parametersOf,
  product,
  report,
  sum,
  type FitResult
} from '../../../../src/science/fit';
import { axis, gaussOnLine, normal, valuesOf } from './samples';

const truth = { amplitude: 5, center: 1, sigma: 1.5, slope: 0.05, intercept: 2 };
const start = { amplitude: 3, center: 0, sigma: 1, intercept: 1, slope: 0 };
const x = axis(-8, 9, 120);
const clean = valuesOf(gaussOnLine, x, truth);
const sigma = x.map(() => 0.02);

function noisy(seed: number): Float64Array {
  const next = normal(seed);
  return clean.map((value, i) => value + sigma[i] * next());
}

function value(result: FitResult, name: string): number {
  return result.parameters.find(p => p.name === name)!.value;
}

function codes(result: FitResult): string[] {
  return result.warnings.map(({ code }) => code);
}

describe('a fit', () => {
  it('finds the true parameters', () => {
    const found = fit({
      x,
      y: clean,
      sigma,
      model: gaussOnLine,
      parameters: parametersOf(gaussOnLine, start)
    });
    for (const [name, expected] of Object.entries(truth)) {
      expect(value(found, name)).toBeCloseTo(expected, 10);
    }
    expect(found).toMatchObject({ converged: true, ndata: 120, nvarys: 5, nfree: 115 });
    expect(value(found, 'fwhm')).toBeCloseTo(1.5 * 2.354820045, 8);
  });

  it('returns σ that match a thousand repeats', () => {
    const names = Object.keys(truth);
    const sums = names.map(() => [0, 0]);
    let sigmas: number[] = [];
    const repeats = 1000;
    for (let seed = 1; seed <= repeats; seed++) {
      const found = fit(
        {
          x,
          y: noisy(seed),
          sigma,
          model: gaussOnLine,
          parameters: parametersOf(gaussOnLine, truth)
        },
        { scaleCovariance: false }
      );
      sigmas = names.map(name => found.parameters.find(p => p.name === name)!.stderr!);
      names.forEach((name, k) => {
        const off = value(found, name) - truth[name as keyof typeof truth];
        sums[k][0] += off;
        sums[k][1] += off * off;
      });
    }
    sums.forEach(([first, second], k) => {
      expect(Math.abs(first / repeats)).toBeLessThan((4 * sigmas[k]) / Math.sqrt(repeats));
      expect(Math.sqrt(second / repeats) / sigmas[k]).toBeCloseTo(1, 0.9);
    });
  });

  it('does not depend on the order of the points', () => {
    const y = noisy(7);
    const forward = fit({
      x,
      y,
      sigma,
      model: gaussOnLine,
      parameters: parametersOf(gaussOnLine, start)
    });
    fc.assert(
      fc.property(fc.shuffledSubarray([...x.keys()], { minLength: x.length }), order => {
        const take = (values: Float64Array) => Float64Array.from(order, i => values[i]);
        const shuffled = fit({
          x: take(x),
          y: take(y),
          sigma,
          model: gaussOnLine,
          parameters: parametersOf(gaussOnLine, start)
        });
        expect(value(shuffled, 'center')).toBeCloseTo(value(forward, 'center'), 10);
        expect(shuffled.chisqr).toBeCloseTo(forward.chisqr, 9);
      }),
      { numRuns: 20 }
    );
  });

  it('leaves out points that are not finite, and reports it', () => {
    const y = noisy(3);
    y[4] = NaN;
    y[17] = Infinity;
    const some = sigma.slice();
    some[30] = 0;
    const found = fit({
      x,
      y,
      sigma: some,
      model: gaussOnLine,
      parameters: parametersOf(gaussOnLine, start)
    });
    expect(found.ndata).toBe(117);
    expect(codes(found)).toEqual(['fit/points-left-out']);
    expect(found.residual[4]).toBeNaN();
    expect(found.bestFit).toHaveLength(120);
  });

  it('refuses what cannot be fitted, with a message', () => {
    const parameters = parametersOf(gaussOnLine, start);
    const few = { x: x.slice(0, 4), y: clean.slice(0, 4), sigma: null, model: gaussOnLine };
    expect(() => fit({ ...few, parameters })).toThrow('4 usable points cannot determine 5');
    expect(() => parametersOf(gaussOnLine, { width: 1 })).toThrow('no parameter “width”');
    expect(() => component('gauss')).toThrow('There are: constant, linear');
    expect(() => sum(component('gaussian'), component('voigt'))).toThrow('a prefix');
    const zero = parametersOf(gaussOnLine, { ...start, sigma: { value: 0, min: -1 } });
    expect(() => fit({ x, y: clean, sigma, model: gaussOnLine, parameters: zero })).toThrow(
      'not finite at its starting values'
    );
  });

  it('reports how certain it is if nothing determines a parameter', () => {
    const model = formula('a*b*x + 0*c');
    const found = fit({
      x,
      y: x.map(v => 3 * v + 0.1 * Math.sin(9 * v)),
      sigma: null,
      model,
      parameters: model.parameters
    });
    expect(found.parameters.map(({ stderr }) => stderr)).toEqual([null, null, null]);
    expect(codes(found)).toContain('fit/undetermined');
    expect(value(found, 'a') * value(found, 'b')).toBeCloseTo(3, 2);
  });
});

describe('bounds', () => {
  it.each([
    ['min', 'large'],
    ['max', 'small']
  ])('are reported if one lies within twice σ: %s', (side, off) => {
    const free = fit({
      x,
      y: noisy(5),
      sigma,
      model: gaussOnLine,
      parameters: parametersOf(gaussOnLine, start)
    });
    const found = free.parameters.find(({ name }) => name === 'center')!;
    const bounded = (by: number) => {
      const bound = found.value + (side === 'min' ? -by : by) * found.stderr!;
      const parameters = parametersOf(gaussOnLine, {
        ...start,
        center: { value: found.value, [side]: bound }
      });
      return fit({ x, y: noisy(5), sigma, model: gaussOnLine, parameters }).warnings;
    };
    expect(bounded(3)).toEqual([]);
    const [warning] = bounded(1);
    expect(warning.code).toBe('fit/near-bound');
    expect(warning.message).toMatch(new RegExp(`“center” .* it is too ${off} here`));
  });

  it('are respected, and the others are fitted around them', () => {
    const parameters = parametersOf(gaussOnLine, { ...start, center: { value: 0, max: 0.8 } });
    const found = fit({ x, y: noisy(5), sigma, model: gaussOnLine, parameters });
    expect(value(found, 'center')).toBe(0.8);
    expect(codes(found)).toContain('fit/at-bound');
    const held = parametersOf(gaussOnLine, { ...start, center: { value: 0.8, vary: false } });
    const fixed = fit({ x, y: noisy(5), sigma, model: gaussOnLine, parameters: held });
    for (const name of ['amplitude', 'sigma', 'slope', 'intercept']) {
      expect(value(found, name)).toBeCloseTo(value(fixed, name), 9);
    }
  });

  it('make no difference if the solution lies inside, wherever the fit starts', () => {
    const free = fit({
      x,
      y: noisy(5),
      sigma,
      model: gaussOnLine,
      parameters: parametersOf(gaussOnLine, start)
    });
    const within = fc.tuple(
      fc.double({ min: 0.5, max: 9, noNaN: true }),
      fc.double({ min: -1, max: 3, noNaN: true }),
      fc.double({ min: 0.8, max: 3, noNaN: true })
    );
    fc.assert(
      fc.property(within, ([amplitude, center, width]) => {
        const parameters = parametersOf(gaussOnLine, {
          ...start,
          amplitude: { value: amplitude, min: 0.5, max: 9 },
          center: { value: center, min: -1, max: 3 },
          sigma: { value: width, min: 0.8, max: 3 }
        });
        const found = fit({ x, y: noisy(5), sigma, model: gaussOnLine, parameters });
        expect(found.converged).toBe(true);
        expect(value(found, 'center')).toBeCloseTo(value(free, 'center'), 8);
        expect(found.chisqr).toBeCloseTo(free.chisqr, 8);
      }),
      { numRuns: 40 }
    );
  });

  it('are left again if the sum of squares falls inwards', () => {
    const parameters = parametersOf(gaussOnLine, {
      ...start,
      center: { value: -2, min: -2, max: 3 },
      sigma: { value: 4, min: 0.5, max: 4 }
    });
    const found = fit({ x, y: clean, sigma, model: gaussOnLine, parameters });
    expect(value(found, 'center')).toBeCloseTo(1, 9);
  });

  it('must leave room', () => {
    const parameters = parametersOf(gaussOnLine, { center: { min: 2, max: 1 } });
    expect(() => fit({ x, y: clean, sigma, model: gaussOnLine, parameters })).toThrow('no room');
  });
});

describe('ties', () => {
  const model = sum(component('gaussian', 'a_'), component('gaussian', 'b_'));
  const y = valuesOf(model, x, {
    a_amplitude: 4,
    a_center: -3,
    a_sigma: 1,
    b_amplitude: 2,
    b_center: 2,
    b_sigma: 1
  });

  it('hold by expression, with σ through them', () => {
    const parameters = parametersOf(model, {
      a_center: -2,
      b_center: { expr: 'a_center + 5' },
      b_sigma: { expr: 'a_sigma' },
      b_amplitude: { expr: 'a_amplitude/2' }
    });
    const next = normal(2);
    const found = fit({ x, y: y.map(v => v + 0.01 * next()), sigma, model, parameters });
    expect(found.nvarys).toBe(3);
    const of = (name: string) => found.parameters.find(p => p.name === name)!;
    expect(of('b_center').value).toBeCloseTo(of('a_center').value + 5, 12);
    expect(of('b_center').stderr).toBeCloseTo(of('a_center').stderr!, 12);
    expect(of('b_amplitude').stderr).toBeCloseTo(of('a_amplitude').stderr! / 2, 12);
    expect(of('a_center').value).toBeCloseTo(-3, 2);
  });

  it('may depend on each other, but not in a circle', () => {
    const chain = parametersOf(model, {
      b_sigma: { expr: 'a_sigma' },
      a_sigma: { expr: 'sqrt(b_amplitude**2)/2' }
    });
    const chained = fit({ x, y, sigma, model, parameters: chain });
    expect(value(chained, 'b_sigma')).toBe(value(chained, 'a_sigma'));
    const circle = parametersOf(model, {
      b_sigma: { expr: 'a_sigma' },
      a_sigma: { expr: 'b_sigma' }
    });
    expect(() => fit({ x, y, sigma, model, parameters: circle })).toThrow('tied to itself');
  });

  it('of a Voigt are as in lmfit: gamma is sigma unless it has a start', () => {
    const voigt = component('voigt', 'v_');
    expect(parametersOf(voigt).find(p => p.name === 'v_gamma')!.expr).toBe('v_sigma');
    expect(parametersOf(voigt, { v_gamma: 0.3 }).find(p => p.name === 'v_gamma')!.expr).toBeNull();
  });
});

describe('products and reports', () => {
  it('multiply a background with an edge', () => {
    const model = product(component('linear'), component('edge', 'edge_'));
    const y = valuesOf(model, x, {
      slope: 0.1,
      intercept: 5,
      edge_height: 0.2,
      edge_center: 2,
      edge_sigma: 0.5
    });
    const parameters = parametersOf(model, { intercept: 4, edge_center: 1 });
    const found = fit({ x, y, sigma: null, model, parameters });
    expect(value(found, 'edge_height')).toBeCloseTo(0.2, 9);
    expect(value(found, 'edge_center')).toBeCloseTo(2, 9);
  });

  it('report what lmfit reports, and what is doubtful', () => {
    const model = gaussOnLine;
    const parameters = parametersOf(model, { ...start, slope: { value: 0, vary: false } });
    const text = report(fit({ x, y: noisy(1), sigma, model, parameters }));
    expect(text).toContain('[[Model]]\n    (Model(gaussian) + Model(linear))\n[[Fit Statistics]]');
    expect(text).toContain('    # variables        = 4\n');
    expect(text).toContain('    slope:      0 (fixed)');
    expect(text).toMatch(/\n {4}center: {5}\d\.\d{8} \+\/- +\d/);
    expect(text).toContain('[[Correlations]] (unreported correlations are < 0.100)');
    expect(text).toContain('[[Warnings]]\n    The reduced χ² is');
  });
});

describe('a guess', () => {
  it('is near a line', () => {
    const guessed = guessPeak(x, clean);
    expect(guessed.center).toBeCloseTo(1, 0);
    expect(guessed.sigma).toBeGreaterThan(1);
    expect(guessed.amplitude).toBeGreaterThan(3);
    expect(guessed.amplitude).toBeLessThan(15);
    expect(() => guessPeak(x.slice(0, 2), clean)).toThrow('fewer than three');
  });
});
