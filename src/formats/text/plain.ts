import { isTable, readTable } from '../table.js';
import { matrixOf } from './matrix.js';
import { noFacts, singleScan, type TextFormat } from './types.js';

/** Any table of numbers, or a matrix with its axes. */
export const plain: TextFormat = {
  matches: isTable,
  open: text =>
    singleScan(() => {
      const table = readTable(text);
      const matrix = matrixOf(table);
      return { ...(matrix ?? table), facts: { ...noFacts(), isMatrix: matrix !== null } };
    })
};
