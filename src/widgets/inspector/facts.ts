import { bytesText } from '../../health/figures.js';
import type { ModelScan } from '../../model/index.js';
import { kindText } from '../../analysis/kindtext.js';
import type { EnergyExtent } from '../../formats/scanfacts.js';

export type Fact = readonly [name: string, value: string];

/** Facts of a scan, by name; empty ones are left out. */
export function factsOf({ path, facts, cost }: ModelScan): Fact[] {
  if (!facts) {
    return [['File', path]];
  }
  const { metadata, points, kind, shape, incident, channels, dwell } = facts;
  const hasEmission = channels.some(({ emission }) => emission !== null);
  const names = channels.map(({ name }) => name).filter(name => name !== 'default');
  const areArms = names.every(name => name === 'upper' || name === 'lower');
  const word = areArms ? 'Arm' : 'Channel';
  const { crystals, sample, title, scanCommand, startTime, endTime, experiment } = metadata;
  const all: Fact[] = [
    ['Sample', sample],
    ['Title', title === scanCommand ? '' : title],
    ['Kind', `${kindText({ kind, points }, hasEmission)}, ${shape.join(' × ')}`],
    ['Points', `${points.measured} of ${points.planned}`],
    [names.length > 1 ? `${word}s` : word, names.join(', ')],
    ['Ω (eV)', energies(incident)],
    ...channels.map(({ name, kind: own, emission }): Fact => [
      channels.length > 1 ? `ω ${name} (eV)` : 'ω (eV)',
      own === kind ? energies(emission) : `${energies(emission)} (${own})`
    ]),
    ['Time per point (s)', dwell ? secondsOf(dwell) : ''],
    ['Command', scanCommand],
    ['Start', spacedTime(startTime)],
    ['End', spacedTime(endTime)],
    ['Experiment', experiment],
    ...Object.entries(crystals).map(([name, crystal]): Fact => [`Crystal ${name}`, crystal]),
    ['Facility', facts.facility === 'unknown' ? '' : facts.facility],
    ['File', path],
    ['Read', cost ? bytesText(cost.bytes) : '']
  ];
  return all.filter(([, value]) => value !== '');
}

/**
 * `2025-10-13 04:21:54+01`, which breaks at a sensible place; anything other than such a time is
 * unchanged.
 */
function spacedTime(time: string): string {
  return time.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(\.\d+)?/, '$1 $2');
}

/** To a millisecond; as a range if the shortest and the longest differ by more. */
function secondsOf({ min, max }: EnergyExtent): string {
  const [shortest, longest] = [min, max].map(time => String(Number(time.toFixed(3))));
  return shortest === longest ? shortest : `${shortest} to ${longest}`;
}

function energies(extent: EnergyExtent | null): string {
  if (!extent) {
    return '';
  }
  const [min, max] = [extent.min.toFixed(2), extent.max.toFixed(2)];
  return min === max ? min : `${min} to ${max}`;
}

/** Facts in which all words of a query occur, ignoring case. */
export function matching(facts: readonly Fact[], query: string): readonly Fact[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return facts.filter(fact => {
    const text = fact.join(' ').toLowerCase();
    return words.every(word => text.includes(word));
  });
}
