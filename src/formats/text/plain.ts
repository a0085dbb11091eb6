import { isTable, readTable } from '../table.js';
import { blocksOf, blockText } from './blocks.js';
import { linesOf } from './lines.js';
import { matrixOf } from './matrix.js';
import { noFacts, singleScan, type TextFormat, type TextTable } from './types.js';

/**
 * Any table of numbers, or a matrix with its axes; tables below each other are scans of one file.
 */
export const plain: TextFormat = {
  matches: isTable,
  open: text => {
    const lines = linesOf(text);
    const blocks = blocksOf(lines);
    return blocks.length === 0
      ? singleScan(() => plainTable(text))
      : {
          entries: blocks.map((_, k) => ({ name: `${k + 1}`, title: '' })),
          table: entry => plainTable(blockText(lines, blocks[Number(entry) - 1]))
        };
  }
};

function plainTable(text: string): TextTable {
  const table = readTable(text);
  const matrix = matrixOf(table);
  return { ...(matrix ?? table), facts: { ...noFacts(), isMatrix: matrix !== null } };
}
