import { at, adjoint, forward, type Operator } from './operators.js';

/**
 * A sparse matrix by rows: row i has the entries from starts[i] to starts[i + 1], or, without starts, entry i; an entry
 * without places stands at its own index.
 */
export interface Sparse {
  readonly rows: number;
  readonly starts: Uint32Array | null;
  readonly places: Uint32Array | null;
  readonly weights: Float64Array;
}

/** How points hang on a base, in all: sparse rows (each point's own), and Σ left·rightᵀ (what all share). */
export interface Composed {
  /** Null where no point stands in it itself. */
  readonly own: Sparse | null;
  readonly left: readonly Float64Array[];
  readonly right: readonly Float64Array[];
}

/** The operators of a path over a base of m points, multiplied out. */
export function composed(path: readonly Operator[], m: number): Composed {
  let made: Composed = {
    own: { rows: m, starts: null, places: null, weights: new Float64Array(m).fill(1) },
    left: [],
    right: []
  };
  path.forEach((operator, k) => {
    const own = made.own && ownAfter(operator, made.own);
    if (operator.kind === 'lowRank') {
      const before = path.slice(0, k);
      const back = (weights: Float64Array) =>
        before.reduceRight((pulled, one) => adjoint(one, pulled), weights);
      const { rows, columns, diagonal } = operator;
      const kept =
        diagonal === null
          ? null
          : { kind: 'diagonal' as const, rows, columns, weights: diagonal, offset: 0 };
      made = {
        own,
        left: [...(kept ? made.left.map(column => forward(kept, column)) : []), ...operator.left],
        // what was shared before stands in these too: `adjoint` has gone through it
        right: [...(kept ? made.right : []), ...operator.right.map(back)]
      };
    } else {
      made = { own, left: made.left.map(column => forward(operator, column)), right: made.right };
    }
  });
  return made;
}

/** The points' own part after one more operator. */
function ownAfter(operator: Operator, before: Sparse): Sparse | null {
  switch (operator.kind) {
    case 'diagonal':
      return scaled(before, operator.weights, operator.offset, operator.rows);
    case 'lowRank':
      return operator.diagonal === null
        ? null
        : scaled(before, operator.diagonal, 0, operator.rows);
    case 'band': {
      const { rows, width, first, weights } = operator;
      const starts = Uint32Array.from({ length: rows + 1 }, (_, i) => i * width);
      const places = Uint32Array.from(
        { length: rows * width },
        (_, e) => first[Math.floor(e / width)] + (e % width)
      );
      return multiplied({ rows, starts, places, weights }, before);
    }
    case 'rows': {
      const { rows, starts, places, weights } = operator;
      const each = typeof weights === 'number' ? filled(places.length, weights) : weights;
      return multiplied({ rows, starts, places, weights: each }, before);
    }
  }
}

function filled(length: number, value: number): Float64Array {
  return new Float64Array(length).fill(value);
}

function scaled(
  { starts, places, weights }: Sparse,
  factors: Float64Array | number,
  offset: number,
  rows: number
): Sparse {
  if (starts === null && (places !== null || offset === 0)) {
    return {
      rows,
      starts,
      places: places && places.subarray(offset, offset + rows),
      weights: Float64Array.from({ length: rows }, (_, i) => at(factors, i) * weights[i + offset])
    };
  }
  const from = (i: number) => (starts ? starts[i + offset] : i + offset);
  const first = from(0);
  const own = weights.slice(first, from(rows));
  for (let i = 0; i < rows; i++) {
    for (let e = from(i); e < from(i + 1); e++) {
      own[e - first] *= at(factors, i);
    }
  }
  return {
    rows,
    starts: starts && Uint32Array.from({ length: rows + 1 }, (_, i) => from(i) - first),
    places: places
      ? places.subarray(first, from(rows))
      : Uint32Array.from({ length: rows }, (_, i) => i + offset),
    weights: own
  };
}

/** A·B, entries of one place side by side. */
function multiplied(a: Sparse & { places: Uint32Array }, b: Sparse): Sparse {
  const from = (i: number) => (b.starts ? b.starts[i] : i);
  const to = (i: number) => (b.starts ? b.starts[i + 1] : i + 1);
  let size = a.places.length;
  if (b.starts) {
    size = 0;
    for (let e = 0; e < a.places.length; e++) {
      size += to(a.places[e]) - from(a.places[e]);
    }
  }
  const [starts, places] = [new Uint32Array(a.rows + 1), new Uint32Array(size)];
  const weights = new Float64Array(size);
  let next = 0;
  for (let i = 0; i < a.rows; i++) {
    const end = a.starts ? a.starts[i + 1] : i + 1;
    for (let e = a.starts ? a.starts[i] : i; e < end; e++) {
      const j = a.places[e];
      for (let f = from(j); f < to(j); f++) {
        places[next] = b.places ? b.places[f] : f;
        weights[next] = a.weights[e] * b.weights[f];
        next++;
      }
    }
    starts[i + 1] = next;
  }
  return { rows: a.rows, starts, places, weights };
}
