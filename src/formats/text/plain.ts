import { isTable, readTable } from '../table.js';
import { openBlocks } from './blocks.js';
import { matrixOf } from './matrix.js';
import { noFacts, type TextFormat, type TextTable } from './types.js';

/**
 * Any table of numbers, or a matrix with its axes; tables below each other are scans of one file.
 */
export const plain: TextFormat = {
  matches: isTable,
  open: text => openBlocks(text, plainTable)
};

function plainTable(text: string): TextTable {
  const table = readTable(text);
  const matrix = matrixOf(table);
  return { ...(matrix ?? table), facts: { ...noFacts(), isMatrix: matrix !== null } };
}
