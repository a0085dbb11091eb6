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

/** Prefixes that may precede "electron volt". */
const multiples: Record<string, string> = {
  '': 'eV',
  kilo: 'keV',
  k: 'keV',
  mega: 'MeV',
  giga: 'GeV',
  milli: 'meV'
};

/** Case-insensitive abbreviations; `meV` and `MeV` differ by case only. */
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

/** The unit of energies according to a text. */
export type EnergyUnit =
  | { kind: 'energy'; name: string; /** Factor to eV. */ factor: number }
  /** No unit is given. */
  | { kind: 'none' }
  /** A text that is not a unit of energy, or is ambiguous (`mev`). */
  | { kind: 'other'; name: string };

/** The unit named by a `units` attribute or similar, in any spelling, with or without brackets. */
export function energyUnit(text: string | null): EnergyUnit {
  const unbracketed = (text ?? '').trim().replace(/^[[({<]+|[\])}>]+$/g, '');
  const compact = unbracketed.replace(/[\s_.-]+/g, '');
  if (compact === '') {
    return { kind: 'none' };
  }
  const name = symbolOf(compact);
  return name
    ? { kind: 'energy', name, factor: inElectronVolts[name] }
    : { kind: 'other', name: unbracketed };
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

/** A column's name without its unit, and the unit. */
export interface LabelledUnit {
  stem: string;
  unit: EnergyUnit;
}

/** A longer name has no unit: matching it below would take too long. */
const longestLabel = 200;

/**
 * The unit in a column's name: `Energy [keV]`, `energy_keV`, `Emission energy / KeV`, `E, eV`,
 * `energy keV`. Any text in brackets is a unit; other last words only if they are known units.
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
  // a single letter after a name is part of it: `column_j`
  const isUnit = unit.kind === 'energy' && !['J', 'Ry', 'Eh'].includes(unit.name);
  return last && isUnit
    ? { stem: last[1].replace(/[\s_/,:;|-]+$/, ''), unit }
    : { stem: text, unit: { kind: 'none' } };
}

/**
 * A sentence about an unknown unit, without a full stop.
 * @param what the subject with that unit.
 */
export function unknownUnit(what: string, unit: string): string {
  return `${what} is in "${unit}", which is no unit of energy that is known here (eV, keV, meV, MeV, GeV, J)`;
}

/** Energies below this may be in keV (no spectrometer works at the same number of both). */
const leastPlainEnergy = 200;

/**
 * Whether numbers without a unit can only be eV: energies in keV are below thousands, in eV at
 * least hundreds.
 */
export function isPlainlyElectronVolts(values: ArrayLike<number>): boolean {
  let largest = -Infinity;
  for (let i = 0; i < values.length; i++) {
    largest = Number.isFinite(values[i]) && values[i] > largest ? values[i] : largest;
  }
  return largest >= leastPlainEnergy;
}

/** Energies in eV; the same array if they already are. */
export function scaled(values: Float64Array, factor: number): Float64Array {
  return factor === 1 ? values : values.map(value => value * factor);
}
