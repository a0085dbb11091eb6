import { stepOf, type Ref } from '../../analysis/document/index.js';
import { inputsOf, type Inputs, type ScanNeeds, type Step } from '../../analysis/steps/step.js';
import type { ValueKind } from '../../analysis/steps/values.js';
import type { ChannelFacts, ScanFacts } from '../../formats/scanfacts.js';
import type { AnalysisModel } from '../../model/index.js';
import { channelShown } from '../../model/shownchannel.js';
import type { Catalog } from './catalog.js';
import { words } from './form/schema.js';

/** A row as input of a step. */
export interface IRowKind {
  /** The kinds of value it can be taken as; null if not known yet. */
  kinds: readonly ValueKind[] | null;
  /** How many inputs it is; null if not known yet. */
  count: number | null;
  /** Contents of a scan. */
  scan?: Required<ScanNeeds>;
}

/** A step that can be added. */
export interface IChoice {
  step: Step;
  label: string;
}

export interface IChoiceGroup {
  title: string;
  choices: readonly IChoice[];
}

/** Selected rows as inputs of steps. */
export function rowKinds(model: AnalysisModel, catalog: Catalog, refs: readonly Ref[]): IRowKind[] {
  const scans = new Map(model.scans.map(scan => [scan.id, scan]));
  return refs.map(ref => {
    const entry = stepOf(model.document, ref.id);
    if (!entry) {
      const facts = scans.get(ref.id)?.facts ?? null;
      const arm = channelShown(facts, ref.channel);
      return facts && arm ? { ...ofScan(facts, arm), count: 1 } : { kinds: null, count: 1 };
    }
    const step = catalog.get(entry.step);
    const items = model.items(ref).length;
    return {
      kinds: entry.off || !step ? null : kindsOfOutput(model, step, ref),
      count: items > 0 ? items : null
    };
  });
}

function kindsOfOutput(model: AnalysisModel, step: Step, { id, output }: Ref): ValueKind[] | null {
  if (output !== undefined) {
    const found = model.outcome(id)?.outputs.find(({ name }) => name === output);
    return found ? [found.kind] : null;
  }
  return step.gives === null ? [] : [step.gives];
}

/** A scan is taken as itself, or as the kind of data it is viewed as. */
function ofScan({ channels, points }: ScanFacts, { kind: measured, hasCounts }: ChannelFacts) {
  const kind: 'map' | 'spectrum' = measured === 'RXES' ? 'map' : 'spectrum';
  const isSeries = measured === 'time-series' && points.measured > 1; // not a curve over an energy
  const kinds: ValueKind[] = isSeries ? ['scan'] : ['scan', kind];
  return { kinds, scan: { kind, arms: channels.length, counts: hasCounts } };
}

/** The steps that accept all of some rows, grouped by topic; empty if there are no rows. */
export function choicesFor(catalog: Catalog, rows: readonly IRowKind[]): IChoiceGroup[] {
  const taken = [...catalog.values()].filter(step => rows.length > 0 && takes(step, rows));
  const groups = new Map<string, IChoice[]>(titles.map(title => [title, []]));
  taken.forEach(step => groups.get(groupOf(step))?.push({ step, label: words(step.name) }));
  return [...groups]
    .filter(([, choices]) => choices.length > 0)
    .map(([title, choices]) => ({ title, choices }));
}

function takes(step: Step, rows: readonly IRowKind[]): boolean {
  const areOfKind =
    rows.every(row => row.kinds === null || takesRow(step, row.kinds, row.scan)) &&
    hasEachKind(step, rows);
  const inputs = firstInputs(step);
  if (!areOfKind || inputs === 'each') {
    return areOfKind;
  }
  const { atLeast, atMost = Infinity } = inputs;
  const isKnown = rows.every(({ count }) => count !== null);
  const least = rows.reduce((sum, { count }) => sum + (count ?? 1), 0);
  return least <= atMost && (!isKnown || least >= atLeast);
}

/**
 * Whether a step accepts a row: a step that takes scans as such needs one with the contents it
 * requires.
 */
function takesRow(step: Step, kinds: readonly ValueKind[], scan: IRowKind['scan']): boolean {
  const { kind, arms = 1, counts = false } = step.ofScans;
  const isOfScan = scan && !step.takes.includes(scan.kind);
  const fits =
    !isOfScan ||
    ((kind === undefined || (kind === scan.kind && kinds.includes(kind))) &&
      scan.arms >= arms &&
      (scan.counts || !counts));
  return fits && takesKind(step, kinds);
}

/** A step that takes spectra, including from scans, does not take them from a map. */
function takesKind({ takes: taken }: Step, kinds: readonly ValueKind[]): boolean {
  const isMapAsSpectrum =
    kinds.includes('map') && taken.includes('spectrum') && !taken.includes('map');
  return !isMapAsSpectrum && kinds.some(kind => taken.includes(kind));
}

/** A row whose kind is not known yet may be of any kind. */
function hasEachKind({ needsEachKind, takes: taken }: Step, rows: readonly IRowKind[]): boolean {
  const isThere = (kind: ValueKind) => rows.some(({ kinds }) => kinds?.includes(kind) ?? true);
  return !needsEachKind || taken.every(isThere);
}

/** How many inputs it takes with default parameters. */
function firstInputs(step: Step): Inputs {
  if (typeof step.inputs !== 'function') {
    return step.inputs;
  }
  const required = Object.values(step.parameters).some(({ isRequired }) => isRequired);
  return required ? 'each' : inputsOf(step, step.complete({}));
}

const titles = ['Scan', 'Map', 'Spectrum', 'Several spectra', 'Fit', 'Numbers and tables'] as const;

/** Topic of a step, from its description: registered steps need no entry here. */
function groupOf({ takes: kinds, gives, inputs, parameters }: Step): (typeof titles)[number] {
  if (kinds.includes('map')) {
    return 'Map';
  }
  if (kinds.every(kind => kind === 'scan')) {
    return 'Scan';
  }
  if (Object.hasOwn(parameters, 'model')) {
    return 'Fit';
  }
  if (typeof inputs === 'object') {
    return 'Several spectra';
  }
  return gives === 'spectrum' ? 'Spectrum' : 'Numbers and tables';
}

/**
 * Choices in whose name or sentence all words of a query occur; those whose name equals or begins
 * with the query come first.
 */
export function searched(groups: readonly IChoiceGroup[], query: string): IChoiceGroup[] {
  const wanted = query.toLowerCase().split(/\s+/).filter(Boolean);
  const found = groups.flatMap(({ title, choices }) => {
    const ranked = choices
      .map(choice => ({ choice, rank: rankOf(choice, title, wanted) }))
      .filter(({ rank }) => rank < notFound)
      .sort((a, b) => a.rank - b.rank);
    return ranked.length > 0
      ? [{ title, choices: ranked.map(({ choice }) => choice), rank: ranked[0].rank }]
      : [];
  });
  return found.sort((a, b) => a.rank - b.rank).map(({ title, choices }) => ({ title, choices }));
}

const notFound = 4;

/**
 * Distance between a query and the name of a step: 0 for the name itself, `notFound` if a word does
 * not occur.
 */
function rankOf({ step, label }: IChoice, title: string, wanted: readonly string[]): number {
  const name = label.toLowerCase();
  const text = `${step.name} ${name} ${step.title} ${title}`.toLowerCase();
  if (!wanted.every(word => text.includes(word))) {
    return notFound;
  }
  const typed = wanted.join(' ');
  if (typed === '' || name === typed) {
    return 0;
  }
  if (name.startsWith(typed)) {
    return 1;
  }
  return wanted.every(word => name.includes(word)) ? 2 : 3;
}
