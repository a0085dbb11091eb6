/** Units of energy found in files, each in eV. */
const inElectronVolts: Record<string, number> = {
  eV: 1,
  keV: 1e3,
  MeV: 1e6,
  GeV: 1e9,
  meV: 1e-3,
  J: 6.241509074460763e18, // 1 / e, exact since the SI of 2019
  Ry: 13.60569312299,
  Eh: 27.211386245981 // Hartree (CODATA 2022)
};

/** Words for the multiples, as far as they may stand before "electron volt". */
const multiples: Record<string, string> = {
  '': 'eV',
  kilo: 'keV',
  k: 'keV',
  mega: 'MeV',
  giga: 'GeV',
  milli: 'meV'
};

/** Abbreviations whatever their capitals; `meV` and `MeV` differ in them alone. */
const abbreviations: Record<string, string> = { ev: 'eV', kev: 'keV', gev: 'GeV', eh: 'Eh' };

const words: Record<string, string> = {
  j: 'J',
  joule: 'J',
  joules: 'J',
  ry: 'Ry',
  rydberg: 'Ry',
  rydbergs: 'Ry',
  hartree: 'Eh',
  hartrees: 'Eh'
};

/** What a text says of the unit of energies. */
export type EnergyUnit =
  | { kind: 'energy'; name: string; /** Multiply by this to have eV. */ factor: number }
  /** No unit is given. */
  | { kind: 'none' }
  /** Something is given that is no unit of energy, or that may be one of two (`mev`). */
  | { kind: 'other'; name: string };

/** The unit that a `units` attribute or the like names: in any spelling, in brackets or without. */
export function energyUnit(text: string | null): EnergyUnit {
  const bare = (text ?? '').trim().replace(/^[[({<]+|[\])}>]+$/g, '');
  const compact = bare.replace(/[\s_.-]+/g, '');
  if (compact === '') {
    return { kind: 'none' };
  }
  const name = symbolOf(compact);
  return name
    ? { kind: 'energy', name, factor: inElectronVolts[name] }
    : { kind: 'other', name: bare };
}

function symbolOf(text: string): string | null {
  const lower = text.toLowerCase();
  const named = /^(kilo|k|mega|giga|milli|)electronvolts?$/.exec(lower);
  if (named) {
    return multiples[named[1]];
  }
  if (text === 'meV' || text === 'MeV') {
    return text;
  }
  const known = Object.hasOwn(abbreviations, lower) ? abbreviations[lower] : null;
  return known ?? (Object.hasOwn(words, lower) ? words[lower] : null);
}

/** A column's name, without the unit that stood in it. */
export interface LabelledUnit {
  stem: string;
  unit: EnergyUnit;
}

/** A longer name has no unit: the patterns below would search it for ever. */
const longestLabel = 200;

/**
 * The unit in a column's name: `Energy [keV]`, `energy_keV`, `Emission energy / KeV`, `E, eV`, `energy keV`. A
 * bracket holds a unit whatever stands in it; other last words only where they are one.
 */
export function unitOfLabel(label: string): LabelledUnit {
  const text = label.trim();
  if (text.length > longestLabel) {
    return { stem: text, unit: { kind: 'none' } };
  }
  const bracket = /^(.*?)\s*[[({]([^\])}]*)[\])}]\s*$/.exec(text);
  if (bracket) {
    return { stem: bracket[1].trim(), unit: energyUnit(bracket[2]) };
  }
  const last =
    /^(.*?)[\s_/,:;|-]+((?:kilo|mega|giga|milli)?[\s_-]*electron[\s_-]*volts?|k eV|[^\s_/,:;|-]+)$/i.exec(
      text
    );
  const unit = last ? energyUnit(last[2]) : energyUnit(null);
  // a single letter behind a name is a word of it: `column_j`
  const isUnit = unit.kind === 'energy' && !['J', 'Ry', 'Eh'].includes(unit.name);
  return last && isUnit
    ? { stem: last[1].replace(/[\s_/,:;|-]+$/, ''), unit }
    : { stem: text, unit: { kind: 'none' } };
}

/** What is said of a unit that is none of energy, without a full stop. @param what has it. */
export function unknownUnit(what: string, unit: string): string {
  return `${what} is in "${unit}", which is no unit of energy that is known here (eV, keV, meV, MeV, GeV, J)`;
}

/** Energies below this could as well be in keV (no spectrometer works at the same number of both). */
const leastPlainEnergy = 200;

/** Whether numbers without a unit can only be eV: keV have no thousands, and eV are hundreds at least. */
export function isPlainlyElectronVolts(values: ArrayLike<number>): boolean {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    largest = Number.isFinite(values[i]) && values[i] > largest ? values[i] : largest;
  }
  return largest >= leastPlainEnergy;
}

/** Energies in eV; the same array where they are. */
export function scaled(values: Float64Array, factor: number): Float64Array {
  return factor === 1 ? values : values.map(value => value * factor);
}
