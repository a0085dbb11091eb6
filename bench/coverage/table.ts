import type { Row } from './measure.js';
import type { Verdict } from './verdict.js';

const names: Readonly<Record<number, string>> = { 10000: '10⁴', 100: '100', 3: '3' };

/** Counts at the highest point. */
export const levels = [1e4, 100, 3];

const order: readonly Verdict[] = ['right', 'reported', 'wrong'];
const marks: Readonly<Record<Verdict, string>> = { right: '', reported: '*', wrong: '**' };

/** Rows grouped by case. */
function byCase(rows: readonly Row[]): [string, Row[]][] {
  const cases = new Map<string, Row[]>();
  rows.forEach(row => cases.set(row.name, [...(cases.get(row.name) ?? []), row]));
  return [...cases];
}

/** Case × count level: the largest bias, and the range of σ over scatter. */
export function overview(rows: readonly Row[]): string {
  const head = levels.flatMap(level => [`${names[level]}: bias`, 'σ / scatter']);
  return lines([
    ['step or chain', ...head],
    head.map(() => '---').concat('---'),
    ...byCase(rows).map(([name, of]) => [
      name,
      ...levels.flatMap(level => cells(of.filter(row => row.level === level)))
    ])
  ]);
}

function cells(rows: readonly Row[]): string[] {
  if (rows.length === 0) {
    return ['', ''];
  }
  const worst = Math.max(...rows.map(({ verdict }) => order.indexOf(verdict)));
  const mark = marks[order[worst]];
  const found = rows.flatMap(({ statistics }) => statistics ?? []);
  if (found.length === 0) {
    const isGiven = rows.some(({ faults }) => !faults.includes('no result'));
    return [`${mark}${isGiven ? 'exact' : 'no result'}${mark}`, ''];
  }
  const bias = found.reduce(
    (most, statistics) => (Math.abs(statistics.bias) > Math.abs(most) ? statistics.bias : most),
    0
  );
  const ratios = found.map(({ ratio }) => ratio);
  const [low, high] = [number(Math.min(...ratios)), number(Math.max(...ratios))];
  const range = low === high ? low : `${low}–${high}`;
  return [`${mark}${number(bias)}${mark}`, `${mark}${range}${mark}`];
}

/** Every quantity that is not right, with its faults and warnings. */
export function details(rows: readonly Row[], verdict: Verdict): string {
  const found = rows.filter(row => row.verdict === verdict);
  return lines([
    ['step or chain', 'counts', 'quantity', 'bias', 'σ / scatter', 'fault', 'warnings'],
    Array.from({ length: 7 }, () => '---'),
    ...found.map(({ name, level, quantity, statistics, faults, codes }) => [
      name,
      names[level] ?? String(level),
      quantity,
      statistics ? number(statistics.bias) : '',
      statistics ? number(statistics.ratio) : '',
      faults.join(', '),
      warningsText(codes)
    ])
  ]);
}

function warningsText(codes: Row['codes']): string {
  return Object.entries(codes)
    .map(([code, share]) => `${code} ${share > 0.995 ? '' : `(${percent(share)})`}`.trim())
    .join(', ');
}

/** The quantities covered by warnings, summarised by case and level. */
export function reportedTable(rows: readonly Row[]): string {
  const groups = new Map<string, Row[]>();
  rows
    .filter(({ verdict }) => verdict === 'reported')
    .forEach(row => {
      const key = [row.name, row.level, row.faults.join(), Object.keys(row.codes).join()].join(' ');
      groups.set(key, [...(groups.get(key) ?? []), row]);
    });
  return lines([
    ['step or chain', 'counts', 'quantities', 'what is not right', 'warnings'],
    Array.from({ length: 5 }, () => '---'),
    ...[...groups.values()].map(of => [
      of[0].name,
      names[of[0].level] ?? String(of[0].level),
      of.map(({ quantity }) => quantity).join(', '),
      of[0].faults.join(', '),
      Object.keys(of[0].codes).join(', ')
    ])
  ]);
}

/** One line with totals. */
export function summary(rows: readonly Row[]): string {
  const count = (verdict: Verdict) => rows.filter(row => row.verdict === verdict).length;
  const cases = new Set(rows.map(({ name }) => name)).size;
  return `${cases} steps and chains, ${rows.length} quantities: ${count('right')} right, ${count('reported')} reported, ${count('wrong')} wrong.`;
}

function lines(rows: readonly (readonly string[])[]): string {
  return rows.map(row => `| ${row.join(' | ')} |`).join('\n');
}

function number(value: number): string {
  const text = Math.abs(value) >= 10 ? value.toFixed(0) : value.toFixed(2);
  return text.replace(/^-(0\.00)$/, '$1').replace('-', '−');
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
