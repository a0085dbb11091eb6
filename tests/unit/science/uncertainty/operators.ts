import { forward, type Operator } from '../../../../src/science/uncertainty/operators';

/** An array of numbers from −1 to 1. */
export function vector(random: () => number, length: number): Float64Array {
  return Float64Array.from({ length }, () => 2 * random() - 1);
}

/** A random operator of a kind on values of a length. */
export function randomOperator(
  kind: Operator['kind'],
  random: () => number,
  columns: number
): Operator {
  const integer = (below: number) => Math.floor(random() * below);
  if (kind === 'diagonal') {
    const offset = integer(3);
    const rows = columns - offset - integer(2);
    return { kind, rows, columns, offset, weights: random() < 0.3 ? 2.5 : vector(random, rows) };
  }
  if (kind === 'band') {
    const [rows, width] = [columns + integer(4) - 2, 1 + integer(4)];
    return {
      kind,
      rows,
      columns,
      width,
      first: Uint32Array.from({ length: rows }, () => integer(columns - width + 1)),
      weights: vector(random, rows * width)
    };
  }
  if (kind === 'rows') {
    const rows = columns - integer(3);
    const starts = new Uint32Array(rows + 1);
    for (let i = 0; i < rows; i++) {
      starts[i + 1] = starts[i] + integer(4);
    }
    const size = starts[rows];
    return {
      kind,
      rows,
      columns,
      starts,
      places: Uint32Array.from({ length: size }, () => integer(columns)),
      weights: random() < 0.3 ? -1.5 : vector(random, size)
    };
  }
  const isSquare = random() < 0.6;
  const rows = isSquare ? columns : columns + 1;
  const rank = 1 + integer(3);
  const vectors = (length: number) => Array.from({ length: rank }, () => vector(random, length));
  return {
    kind,
    rows,
    columns,
    diagonal: isSquare ? (random() < 0.5 ? 1 : vector(random, rows)) : null,
    left: vectors(rows),
    right: vectors(columns)
  };
}

export const kinds: readonly Operator['kind'][] = ['diagonal', 'band', 'rows', 'lowRank'];

/** A random path of operators, the first on values of a length. */
export function randomPath(random: () => number, columns: number, length: number): Operator[] {
  const path: Operator[] = [];
  for (let k = 0; k < length; k++) {
    const kind = kinds[Math.floor(random() * kinds.length)];
    path.push(randomOperator(kind, random, path[k - 1]?.rows ?? columns));
  }
  return path;
}

/** The matrix of a path over values of a length, column by column. */
export function dense(path: readonly Operator[], columns: number): Float64Array[] {
  return Array.from({ length: columns }, (_, k) => {
    const unit = new Float64Array(columns);
    unit[k] = 1;
    return path.reduce<Float64Array>((values, operator) => forward(operator, values), unit);
  });
}
