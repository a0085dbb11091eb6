import { makeBase, type Base } from '../../../../src/science/uncertainty/base';
import { combined } from '../../../../src/science/uncertainty/linear';
import { appended, deferred, type Uncertainty } from '../../../../src/science/uncertainty/model';
import {
  adjoint,
  diagonal,
  forward,
  isIdentity,
  selection
} from '../../../../src/science/uncertainty/operators';
import { ownSigma, pointSigma } from '../../../../src/science/uncertainty/pointsigma';
import {
  constant,
  covariance,
  deviation,
  pull,
  sum,
  variance
} from '../../../../src/science/uncertainty/sensitivity';
import { dice } from '../montecarlo';
import { dense, kinds, randomOperator, randomPath, vector } from './operators';

function countsOf(random: () => number, m: number): Base {
  const counts = Float64Array.from({ length: m }, () => 1 + Math.floor(random() * 50));
  return makeBase({ counts, variance: counts, identity: () => [counts] });
}

function dotOf(a: Float64Array, b: Float64Array): number {
  return a.reduce((all, value, i) => all + value * b[i], 0);
}

/** Covariance of n points by the matrices themselves. */
function denseCovariance({ terms, shared }: Uncertainty, n: number): number[][] {
  const columns = new Map<Base, Float64Array[]>();
  for (const { base, path } of terms) {
    const made = dense(path, base.variance.length);
    const before = columns.get(base);
    columns.set(base, before ? before.map((c, k) => c.map((v, i) => v + made[k][i])) : made);
  }
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (__, j) => {
      let all = 0;
      columns.forEach((of, base) => {
        of.forEach((column, k) => (all += column[i] * column[j] * base.variance[k]));
      });
      shared.forEach(({ intensity }) => (all += intensity ? intensity[i] * intensity[j] : 0));
      return all;
    })
  );
}

/**
 * Points computed from some bases through paths of up to four operators, each ending at n points.
 */
function randomUncertainty(seed: number, n: number): Uncertainty {
  const random = dice(seed);
  const bases = [countsOf(random, 14), countsOf(random, 11)];
  const terms = Array.from({ length: 1 + Math.floor(random() * 4) }, () => {
    const base = bases[Math.floor(random() * 2)];
    const m = base.variance.length;
    const path = randomPath(random, m, Math.floor(random() * 4));
    const rows = path[path.length - 1]?.rows ?? m;
    const places = Uint32Array.from({ length: 2 * n }, () => Math.floor(random() * rows));
    return {
      base,
      path: [
        ...path,
        {
          kind: 'rows' as const,
          rows: n,
          columns: rows,
          starts: Uint32Array.from({ length: n + 1 }, (_, i) => 2 * i),
          places,
          weights: vector(random, 2 * n)
        }
      ]
    };
  });
  return { terms, shared: [{ id: 'a', intensity: vector(random, n) }] };
}

describe('Operators', () => {
  it.each(kinds)('pull weights back as the transpose of their matrix does: %s', kind => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = dice(seed);
      const operator = randomOperator(kind, random, 9);
      const [values, weights] = [vector(random, 9), vector(random, operator.rows)];
      const matrix = dense([operator], 9);
      const made = forward(operator, values);
      expect(made).toHaveLength(operator.rows);
      made.forEach((value, i) =>
        expect(value).toBeCloseTo(
          matrix.reduce((all, column, k) => all + column[i] * values[k], 0),
          12
        )
      );
      const pulled = adjoint(operator, weights);
      pulled.forEach((value, k) => expect(value).toBeCloseTo(dotOf(matrix[k], weights), 12));
    }
  });

  it('do not pass an unknown through a zero weight', () => {
    const values = Float64Array.of(NaN, 2, 3);
    expect([...forward(selection([1, 2], 3), values)]).toEqual([2, 3]);
    const share = {
      kind: 'lowRank' as const,
      rows: 3,
      columns: 3,
      diagonal: Float64Array.of(0, 1, 1)
    };
    const left = [Float64Array.of(1, 1, 1)];
    expect([...forward({ ...share, left, right: [Float64Array.of(0, 1, 0)] }, values)]).toEqual([
      2, 4, 5
    ]);
  });

  it('store a run of points as such, and others by their indices', () => {
    expect(selection([2, 3, 4], 9)).toMatchObject({ kind: 'diagonal', offset: 2, rows: 3 });
    expect(selection([2, 4], 9)).toMatchObject({ kind: 'rows', rows: 2 });
    expect([...forward(selection([4, 2], 5), Float64Array.of(0, 1, 2, 3, 4))]).toEqual([4, 2]);
    expect(isIdentity(selection([0, 1, 2], 3))).toBe(true);
  });

  it('that are factors are one operator in a path', () => {
    const path = appended([diagonal(2, 4)], selection([1, 2], 4));
    const whole = appended(path, diagonal(Float64Array.of(3, 5), 2));
    expect(whole).toHaveLength(1);
    expect([...forward(whole[0], Float64Array.of(1, 10, 100, 1000))]).toEqual([60, 1000]);
    expect(appended(whole, diagonal(1, 2))).toBe(whole);
  });
});

describe('the uncertainty of points', () => {
  it('is that of the matrices, for any chain of operators', () => {
    for (let seed = 1; seed <= 120; seed++) {
      const made = randomUncertainty(seed, 8);
      const expected = denseCovariance(made, 8);
      pointSigma(made, 8).forEach((sigma, i) => expect(sigma ** 2).toBeCloseTo(expected[i][i], 8));
    }
  });

  it('has the variance of any sum of points, and the covariance of any two', () => {
    for (let seed = 1; seed <= 120; seed++) {
      const made = randomUncertainty(seed, 8);
      const expected = denseCovariance(made, 8);
      const random = dice(1000 + seed);
      const [a, b] = [vector(random, 8), vector(random, 8)];
      const form = (one: Float64Array, other: Float64Array) =>
        dotOf(
          one,
          Float64Array.from(expected, row => dotOf(Float64Array.from(row), other))
        );
      const [of, its] = [pull(made, a), pull(made, b)];
      expect(variance(of)).toBeCloseTo(form(a, a), 7);
      expect(covariance(of, its)).toBeCloseTo(form(a, b), 7);
      expect(variance(sum([2, of], [-3, its]))).toBeCloseTo(
        4 * form(a, a) - 12 * form(a, b) + 9 * form(b, b),
        6
      );
    }
  });

  it('of linear steps is propagated from all their sources', () => {
    const random = dice(7);
    const made = randomUncertainty(3, 8);
    const operators = [randomOperator('band', random, 8), randomOperator('lowRank', random, 8)];
    const rows = Math.min(...operators.map(operator => operator.rows));
    const parts = operators.map(operator => ({
      uncertainty: combined([{ uncertainty: made, operator }]),
      operator: selection([...Array(rows).keys()], operator.rows)
    }));
    const w = vector(random, rows);
    const back = operators
      .map(operator => {
        const whole = new Float64Array(operator.rows);
        whole.set(w);
        return adjoint(operator, whole);
      })
      .reduce((one, other) => one.map((value, i) => value + other[i]));
    expect(variance(pull(combined(parts), w))).toBeCloseTo(variance(pull(made, back)), 8);
  });

  it('without shared deviations is that of each point’s own counts', () => {
    const counts = Float64Array.of(4, 9, 16);
    const base = makeBase({ counts, variance: counts, identity: () => [counts] });
    const share = {
      kind: 'lowRank' as const,
      rows: 3,
      columns: 3,
      diagonal: 2,
      left: [Float64Array.of(1, 1, 1)],
      right: [Float64Array.of(1, 0, 0)]
    };
    const made = { terms: [{ base, path: [share] }], shared: [] };
    expect([...ownSigma(made, 3)]).toEqual([4, 6, 8]);
    // of the first point 2N₀ + N₀, of the others 2N + N₀
    pointSigma(made, 3).forEach((s, i) => expect(s * s).toBeCloseTo([36, 40, 68][i], 12));
  });
});

describe('points without a count', () => {
  const counts = new Float64Array(100);
  const exposure = new Float64Array(100).fill(5);
  const base = makeBase({ counts, variance: counts, exposure, identity: () => [counts] });
  const made = { terms: [{ base, path: [diagonal(1 / 5, 100)] }], shared: [] };

  it('have the σ of one count each, and of one count together', () => {
    expect([...pointSigma(made, 100)]).toEqual([...new Float64Array(100).fill(1 / 5)]);
    expect(deviation(pull(made, new Float64Array(100).fill(1)))).toBeCloseTo(1 / 5, 14);
  });

  it('add nothing to those that have counts', () => {
    const some = counts.slice();
    some[3] = 10;
    const of = makeBase({ counts: some, variance: some, exposure, identity: () => [some] });
    const whole = { terms: [{ base: of, path: [diagonal(1 / 5, 100)] }], shared: [] };
    expect(deviation(pull(whole, new Float64Array(100).fill(1)))).toBeCloseTo(
      Math.sqrt(10) / 5,
      14
    );
  });

  it('of a point computed from several count once, as likely as a count is there', () => {
    const other = makeBase({
      counts: counts.slice(0, 1),
      variance: counts.slice(0, 1),
      exposure: Float64Array.of(15),
      identity: () => [Float64Array.of(0)]
    });
    const both = {
      terms: [
        { base, path: [selection([0], 100), diagonal(2, 1)] },
        { base: other, path: [diagonal(4, 1)] }
      ],
      shared: []
    };
    // (5·2² + 15·4²)/20
    expect(pointSigma(both, 1)[0] ** 2).toBeCloseTo(13, 12);
  });
});

describe('bases', () => {
  const energy = Float64Array.of(1, 2, 3);
  const make = (counts: Float64Array) =>
    makeBase({ counts, variance: counts, identity: () => [energy, counts] });

  it('that were copied are the same, and others are not', () => {
    const [one, copy, other] = [
      [4, 5, 6],
      [4, 5, 6],
      [4, 6, 5]
    ].map(n => make(Float64Array.from(n)));
    expect(copy.id).toBe(one.id);
    expect(other.id).not.toBe(one.id);
    const terms = [one, copy].map(base => ({ base, path: [] }));
    // twice the same: 2², not 1² + 1²
    expect(variance(pull({ terms, shared: [] }, Float64Array.of(1, 0, 0)))).toBe(16);
    expect(pointSigma({ terms, shared: [] }, 3)[0]).toBe(4);
    expect(covariance(pull({ terms: [terms[0]], shared: [] }, energy), constant)).toBe(0);
  });

  it('have distinct names for hundreds of scans that differ in one count', () => {
    const ids = new Set(Array.from({ length: 3000 }, (_, k) => make(Float64Array.of(k, 5, 6)).id));
    expect(ids.size).toBe(3000);
  });
});

describe('shared deviations', () => {
  it('of one id are one', () => {
    const made = { terms: [], shared: [{ id: 'scale', intensity: Float64Array.of(2, 3) }] };
    const twice = combined([
      { uncertainty: made, operator: diagonal(1, 2) },
      { uncertainty: made, operator: diagonal(1, 2) }
    ]);
    expect(pointSigma(twice, 2)[1]).toBe(6);
  });

  it('that are computed later are computed once, and not copied to other threads', () => {
    let times = 0;
    const late = deferred(
      null,
      () => {
        times++;
        return [];
      },
      [{ id: 'a', intensity: Float64Array.of(1) }]
    );
    expect(times).toBe(0);
    expect(Object.keys(structuredClone(late))).toEqual([]);
    expect([late.shared.length, late.terms.length, times]).toEqual([1, 0, 1]);
  });
});

describe('weights of a few of many points', () => {
  it('are pulled back as those of all are', () => {
    for (let seed = 1; seed <= 60; seed++) {
      const random = dice(seed);
      const integer = (below: number) => Math.floor(random() * below);
      const m = 200;
      const base = countsOf(random, m);
      const part = (rows: number, columns: number, size: number) => ({
        kind: 'rows' as const,
        rows,
        columns,
        starts: Uint32Array.from({ length: rows + 1 }, (_, i) => i * size),
        places: Uint32Array.from({ length: rows * size }, () => integer(columns)),
        weights: vector(random, rows * size)
      });
      const paths = [
        [diagonal(vector(random, m), m), part(6, m, 4)],
        [part(150, m, 3), selection([...Array(100).keys()].reverse(), 150), part(6, 100, 2)],
        [randomOperator('lowRank', random, m), { ...part(6, m, 3), columns: m }],
        [
          selection(
            [...Array(190).keys()].map(i => i + 5),
            m
          ),
          part(6, 190, 2)
        ]
      ].map(path => (path[0].rows === path[1].columns ? path : path.slice(1)));
      const terms = paths.map(path => ({ base, path }));
      const w = vector(random, 6);
      const made = { terms, shared: [] };
      const matrix = terms
        .map(({ path }) => dense(path, m))
        .reduce((a, b) => a.map((column, k) => column.map((v, i) => v + b[k][i])));
      const all = Float64Array.from(matrix, column => dotOf(column, w));
      const expected = all.reduce((sumOf, v, k) => sumOf + v * v * base.variance[k], 0);
      expect(variance(pull(made, w)) / expected).toBeCloseTo(1, 10);
      const [one, other] = [terms[0], terms[1]].map(term => pull({ terms: [term], shared: [] }, w));
      const [a, b] = [terms[0], terms[1]].map(({ path }) =>
        Float64Array.from(dense(path, m), column => dotOf(column, w))
      );
      const both = a.reduce((sumOf, v, k) => sumOf + v * b[k] * base.variance[k], 0);
      expect(covariance(one, other)).toBeCloseTo(both, 8);
    }
  });
});
