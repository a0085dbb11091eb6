import { numberColumn, type ResultColumn } from '../../formats/columns.js';
import {
  contourCentre,
  contourLevels,
  contours,
  transferOf,
  type ContourLine
} from '../../science/contours.js';
import { choice, integer, numbers } from './parameters/index.js';
import { channelParameter } from './channels.js';
import { plain } from './numbers.js';
import { defineStep, singleOutput } from './step.js';

/** Lines of equal intensity. */
export const contoursStep = defineStep({
  name: 'contours',
  title:
    'Contours of an RXES map through the centres of its cells, at their true energies: a row a vertex, in Ω, ω and Ω − ω.',
  takes: ['map'],
  gives: 'table',
  inputs: 'each',
  parameters: {
    levels: numbers({ description: 'Intensities of the contours', default: null }),
    count: integer({
      description: 'How many, where no levels are given, between the lowest and the highest cell',
      min: 1,
      max: 1000,
      default: 10
    }),
    scale: choice(['linear', 'log'], {
      description: 'Whether these are equal steps or equal ratios apart',
      default: 'linear'
    }),
    channel: channelParameter
  },
  each({ map }, { levels, count, scale }) {
    const found = contours(map, levels ?? contourLevels(map, count, scale));
    const lines = found.flatMap(({ level, lines: own }) => own.map(line => ({ level, ...line })));
    const missed = found.filter(({ lines: own }) => own.length === 0).map(({ level }) => level);
    return {
      ...singleOutput({ kind: 'table', columns: verticesOf(lines) }),
      aside: { centres: { kind: 'table', columns: centresOf(lines) } },
      numbers: { levels: plain(found.length), lines: plain(lines.length) },
      warnings: missed.map(level => ({
        code: 'contours/none',
        message: `No contour runs at ${level}: choose a level between the intensities of the map.`
      }))
    };
  }
});

interface LevelLine extends ContourLine {
  level: number;
}

/** One row per vertex. */
function verticesOf(lines: readonly LevelLine[]): ResultColumn[] {
  const rows = (of: (line: LevelLine, k: number) => ArrayLike<number>) =>
    lines.flatMap((line, k) => Array.from(of(line, k)));
  const all = (pick: (line: LevelLine, k: number) => number) =>
    rows((line, k) => new Float64Array(line.incident.length).fill(pick(line, k)));
  return [
    numberColumn(
      'level',
      all(({ level }) => level)
    ),
    numberColumn(
      'line',
      all((_, k) => k + 1)
    ),
    numberColumn(
      'closed',
      all(({ isClosed }) => (isClosed ? 1 : 0))
    ),
    numberColumn(
      'incident',
      rows(({ incident }) => incident),
      'eV'
    ),
    numberColumn(
      'emission',
      rows(({ emission }) => emission),
      'eV'
    ),
    numberColumn('transfer', rows(transferOf), 'eV')
  ];
}

/** One row per closed line: the centroid of the enclosed area, and its size. */
function centresOf(lines: readonly LevelLine[]): ResultColumn[] {
  const found = lines.flatMap((line, k) => {
    const centre = contourCentre(line);
    return centre ? [{ ...centre, level: line.level, line: k + 1 }] : [];
  });
  const column = (of: (centre: (typeof found)[number]) => number, name: string, unit = '') =>
    numberColumn(name, found.map(of), unit);
  return [
    column(({ level }) => level, 'level'),
    column(({ line }) => line, 'line'),
    column(({ incident }) => incident, 'incident', 'eV'),
    column(({ emission }) => emission, 'emission', 'eV'),
    column(({ incident, emission }) => incident - emission, 'transfer', 'eV'),
    column(({ area }) => area, 'area', 'eV²')
  ];
}
