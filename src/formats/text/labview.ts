import { readTable } from '../table.js';
import { noFacts, singleScan, type TextFormat, type TextTable } from './types.js';

/** Scan files of the LabVIEW Control Panel of APS's spectroscopy beamlines (20-ID, 20-BM, 9-BM). */
export const labview: TextFormat = {
  matches: head => /^#[^\n]{0,40}Scan File created by LabVIEW/.test(head),
  open: text => singleScan(() => readLabview(text))
};

function readLabview(text: string): TextTable {
  const table = readTable(text);
  const { comments, columns } = table;
  const names = listedNames(comments, columns.length) ?? table.names;
  const comment = (pattern: RegExp) =>
    comments.map(one => pattern.exec(one.slice(0, 1000))?.[1]).find(Boolean) ?? '';
  const isInElectronVolts = comment(/^E0:\s*[\d.]+\s*(eV)\b/) !== '';
  return {
    ...table,
    names,
    units: names.map(name => (/^Mono Energy\b/.test(name) && isInElectronVolts ? 'eV' : null)),
    facts: {
      ...noFacts(),
      areCounters: true,
      facility: comment(/^(Beamline \S.{0,40})$/),
      metadata: {
        title: userComment(comments),
        startTime: comment(/LabVIEW Control Panel\s+(.+?);/)
      }
    }
  };
}

/**
 * The names in the "readable list of column headings": numbered, in one or two columns of text. The
 * line of headings above the numbers truncates them to 20 letters, without blanks between.
 */
function listedNames(comments: readonly string[], width: number): string[] | null {
  const start = comments.findIndex(comment => /readable list of column headings/i.test(comment));
  const names: string[] = [];
  for (const comment of start < 0 ? [] : comments.slice(start + 1, start + 1 + width)) {
    for (const item of comment.slice(0, 1000).split(/\s{2,}(?=\d+\))/)) {
      const [, number, name] = /^(\d+)\)\s*(.*)$/.exec(item.trim()) ?? [];
      if (number !== undefined) {
        names[Number(number) - 1] = name.replace(/\s*\*$/, '').trim();
      }
    }
  }
  const isWhole = names.length === width && [...names.keys()].every(k => Boolean(names[k]));
  return isWhole ? names : null;
}

/** The user's comment, up to the next empty line. */
function userComment(comments: readonly string[]): string {
  const start = comments.findIndex(comment => /^User Comment:/.test(comment)) + 1;
  const end = comments.indexOf('', start);
  return start === 0 ? '' : comments.slice(start, Math.max(end, start)).join(' ').slice(0, 500);
}
