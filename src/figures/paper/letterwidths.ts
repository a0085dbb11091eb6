import { codeOf } from './codeof.js';

/** Units of the widths per font size, and the width of the box for a missing letter. */
const [units, missing] = [2048, 1536];

/**
 * Widths of the letters of `fontdata.ts`, which is too large to load just for measuring: runs of
 * consecutive letters, each with the code point of its first letter (hexadecimal) and widths, where
 * `x` gives a repeat count. A test compares it with the font.
 */
const runs = [
  '20: 569x2 727 1139x2 1821 1366 391 682x2 797 1196 569 682 569x2 1139x10 569x2 1196x3 1139 ' +
    '2079 1366x2 1479x2 1366 1251 1593 1479 569 1024 1366 1139 1706 1479 1593 1366 1593 1479 1366 ' +
    '1251 1479 1366 1933 1366x2 1251 569x3 961 1139 682 1139x2 1024 1139x2 569 1139x2 455x2 1024 ' +
    '455 1706 1139x4 682 1024 569 1139 1024 1479 1024x3 684 532 684 1196',
  'a0: 569 682 1139x4 532 1139 682 1509 758 1139 1196 682 1509 1131 819 1124 682x3 1180 1100 ' +
    '682x3 748 1139 1708x3 1251 1366x6 2048 1479 1366x4 569x4 1479x2 1593x5 1196 1593 1479x4 ' +
    '1366x2 1251 1139x6 1821 1024 1139x4 569x4 1139x7 1124 1251 1139x4 1024 1139 1024 1366 1139 ' +
    '1366 1139 1366 1139 1479 1024 1479 1024 1479 1024 1479 1024 1479 1259 1479 1139 1366 1139 ' +
    '1366 1139 1366 1139 1366 1139 1366 1139 1593 1139 1593 1139 1593 1139 1593 1139 1479 1139 ' +
    '1479 1139 569x7 455 569x2 1505 909 1024 455 1366 1024x2 1139 455 1139 455 1139 597 1139 684 ' +
    '1139 455 1479 1139 1479 1139 1479 1139 1237 1481 1139 1593 1139 1593 1139 1593 1139 2048 ' +
    '1933 1479 682 1479 682 1479 682 1366 1024 1366 1024 1366 1024 1366 1024 1251 569 1251 768 ' +
    '1251 569 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1479 1139 1933 1479 1366 1024 ' +
    '1366 1251 1024 1251 1024 1251 1024 455',
  '374: 682x2',
  '37a: 682 1024x3 569',
  '384: 682x2 1367 569 1606 1716 786',
  '38c: 1586',
  '38e: 1752 1541 455 1366x2 1128 1368 1366 1251 1479 1593 569 1366 1368 1706 1479 1331 1593 ' +
    '1479 1366',
  '3a3: 1266 1251 1366 1634 1366 1711 1531 569 1366 1184 913 1139 455 1120 1184 1178 1024 1140 ' +
    '913 903 1139x2 455 1024x2 1180 1024 917 1139 1413 1165 987 1264 809 1120 1328 1075 1460 1599 ' +
    '455 1120 1139 1120 1599',
  '3d0: 1178 1120 1582 1962 1582 1147 1599 1231 1593 1139 1479 1024 1251 827 1279 1084 1549 ' +
    '1181 1824 1706 1381 1139 1380 1024 1366x2 1248 1221 1509 1134 950 839 1231 1173 1024 455 ' +
    '1593 905x2 1366 1139 1479 1706 1408 1165 1479x3',
  '2010: 682',
  '2012: 1139x2 2048x2 846 1131 455x4 682x4 1139x2 717',
  '2026: 2048',
  '2030: 2048',
  '2032: 384 725',
  '2039: 682x2',
  '2044: 342',
  '2074: 880 849 843 741 864 877',
  '207f: 747 850 691 795 834 836 825 826 704 849 812',
  '20ac: 1139',
  '2113: 662',
  '2122: 2048',
  '2126: 1573',
  '2190: 2048 1024 2048 1024',
  '2202: 1012',
  '2206: 1253',
  '2211: 1460 1196',
  '221a: 1124',
  '221e: 1460',
  '222b: 561',
  '2248: 1124',
  '2260: 1124',
  '2264: 1124x2'
];

let known: ReadonlyMap<number, number> | null = null;

/** Width of a text, relative to its font size. */
export function letterWidths(text: string): number {
  const widths = table();
  return [...text].reduce((sum, name) => sum + (widths.get(codeOf(name)) ?? missing), 0) / units;
}

/** Whether the font has a letter. */
export function hasLetter(letter: string): boolean {
  return table().has(codeOf(letter));
}

function table(): ReadonlyMap<number, number> {
  known ??= new Map(runs.flatMap(widthsOf));
  return known;
}

function widthsOf(run: string): [number, number][] {
  const [start, words] = run.split(': ');
  const widths = words.split(' ').flatMap(word => {
    const [width, times = 1] = word.split('x').map(Number);
    return Array.from({ length: times }, () => width);
  });
  return widths.map((width, i) => [parseInt(start, 16) + i, width]);
}
