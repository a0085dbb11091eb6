import type { Row, RowState } from '../../model/index.js';

/** Small text after the label, without what the label already contains. */
export function compactRowText({ kind, arm, points, depth, type, label }: Row): string {
  const own = depth === 1 ? '' : arm;
  const isSaid = type === 'step' && label.toLowerCase().startsWith(kind);
  return [isSaid ? '' : kind, type === 'item' ? '' : own, points]
    .filter(text => text !== '')
    .join(' ');
}

/** All that is known of a row, one fact per line. */
export function tooltip(row: Row): string {
  const { label, path, kind, arm, points, start, sample, error } = row;
  const facts: [string, string][] = [
    ['', label],
    ['', path === label ? '' : path],
    ['', [kind, arm].filter(text => text !== '').join(', ')],
    ['Points: ', points],
    ['Start: ', start.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d(:\d\d)?).*$/, '$1 $2')],
    ['Sample: ', sample],
    ['', stateText(row)],
    ['', error ?? '']
  ];
  return facts
    .filter(([, text]) => text !== '')
    .map(([name, text]) => name + text)
    .join('\n');
}

const words: Record<RowState, string> = {
  none: '',
  waiting: 'Waiting',
  running: 'In progress',
  done: '',
  partly: 'Partly done',
  failed: 'Failed',
  off: 'Switched off',
  blocked: 'Blocked'
};

/** State of a row in words; empty if there is nothing to mention. */
export function stateText({ state, progress, isStale }: Row): string {
  const percent = progress === null ? '' : `, ${Math.round(100 * progress)} %`;
  return words[state] + percent || (isStale ? 'Out of date' : '');
}

/** Characters for the states; work in progress shows a spinner instead. */
export const stateSigns: Record<RowState, string> = {
  none: '',
  waiting: '…',
  running: '',
  done: '',
  partly: '⚠',
  failed: '⚠',
  off: 'off',
  blocked: '…'
};
