import { distinct } from '../distinct.js';
import { cellsOf, plainLayout } from './layout.js';
import { linesOf, type Line } from './lines.js';
import { numberIn } from './numbers.js';
import { columnsOfRows, invalidTable } from './rows.js';
import { noFacts, singleScan, type Position, type TextFormat, type TextTable } from './types.js';

/** PETRA III's and DORIS's `.fio`: comments (%c), parameters (%p), columns and their numbers (%d). */
export const fio: TextFormat = {
  matches: head => /^%[cp]\s*$/m.test(head) && /^%d\s*$/m.test(head),
  open: text => singleScan(() => readFio(linesOf(text)))
};

function readFio(lines: readonly Line[]): TextTable {
  const blocks = blocksOf(lines);
  const names: string[] = [];
  const rows = blocks.d.filter(({ text }) => {
    const name = /^\s*Col\s+\d+\s+(\S+)/i.exec(text)?.[1];
    names.push(...(name === undefined ? [] : [name]));
    return name === undefined;
  });
  if (rows.length === 0) {
    throw invalidTable('there are no numbers below %d');
  }
  const width = names.length || cellsOf(rows[0].text, plainLayout).length;
  const comments = [...blocks.c, ...blocks.p].map(({ text }) => text.trim());
  const found = (pattern: RegExp) =>
    comments.map(comment => pattern.exec(comment.slice(0, 1000))?.[1]).find(Boolean) ?? '';
  return {
    names: distinct(withoutPrefix(names)),
    columns: columnsOfRows(rows, plainLayout, width),
    positions: parametersOf(blocks.p),
    comments,
    facts: {
      ...noFacts(),
      areCounters: true,
      metadata: {
        title: found(/^Name:\s*(.+)$/) || (comments[0] ?? ''),
        startTime: found(/started at\s+(.+)$/),
        endTime: found(/(?:stopped|ended) at\s+(.+)$/)
      }
    }
  };
}

/** The numeric parameters: `NAME = value`. */
function parametersOf(lines: readonly Line[]): Position[] {
  return lines.flatMap(({ text }) => {
    const split = text.indexOf('=');
    const value = split < 0 ? null : numberIn(text.slice(split + 1).trim());
    return value === null || Number.isNaN(value)
      ? []
      : [{ name: text.slice(0, split).trim(), value }];
  });
}

/** The lines of each block, without comments. */
function blocksOf(lines: readonly Line[]): Record<'c' | 'p' | 'd', Line[]> {
  const blocks: Record<'c' | 'p' | 'd', Line[]> = { c: [], p: [], d: [] };
  let block: Line[] = [];
  for (const line of lines) {
    const text = line.text.trim();
    const mark = /^%([cpd])$/.exec(text)?.[1];
    if (mark === 'c' || mark === 'p' || mark === 'd') {
      block = blocks[mark];
    } else if (text !== '' && !text.startsWith('!')) {
      block.push(line);
    }
  }
  return blocks;
}

/** Names without the file's name as prefix (`CU_RT_00001R1_C1`). */
function withoutPrefix(names: readonly string[]): readonly string[] {
  const [first = ''] = names;
  const isPrefix =
    names.length > 1 && names.every(name => name === first || name.startsWith(`${first}_`));
  return isPrefix
    ? names.map(name => (name === first ? name : name.slice(first.length + 1)))
    : names;
}
