/** Meaning of a column or an array of a scan, judged by its name. */
export type Role =
  | 'incident'
  | 'emission'
  | 'transfer'
  /** An energy of unspecified kind. */
  | 'energy'
  | 'intensity'
  | 'sigma'
  | 'monitor'
  | 'transmission'
  /** An index, a time, or a quality of the points: never drawn. */
  | 'order'
  | 'unknown';

// case matters: ω is the emission energy and Ω the incident energy
const greek: [RegExp, Role][] = [
  [/^(Ω|Omega)\s*[−–-]\s*(ω|omega)/, 'transfer'],
  [/^(Δ|Delta)/, 'transfer'],
  [/^Ω/, 'incident'],
  [/^ω/, 'emission']
];

/**
 * Suffixes of the name of an energy-selecting instrument: its energy, its angle, how it was read.
 */
const ofInstrument =
  '([\\s_.-]*(photon|energ(y|ies|ie)|en|e|hv|bragg|angle|theta|th|deg|setpoint|set|readback|rbv|' +
  'upper|lower|crystals?|mono(chromator)?|\\([^)]*\\)|\\*))*$';

const latin: [RegExp, Role][] = [
  [/energy[\s_.-]*(transfer|loss)|^transfer|^e[\s_]?loss$/, 'transfer'],
  [/^(incident|incoming|incidence|excitation)/, 'incident'],
  [new RegExp(`^(mono(chromator)?|bragg)\\d?${ofInstrument}`), 'incident'],
  [/^(e|energy|en|omega|hv)[\s_.-]*(in|inc|incident|mono|exc)$/, 'incident'],
  [/^(emission|emitted|outgoing|omega$|omega_)/, 'emission'],
  [new RegExp(`^(xes|spectrometer|analy[sz]er)${ofInstrument}`), 'emission'],
  [/^(e|energy|en|hv)[\s_.-]*(out|emit|emission|em|xes)$/, 'emission'],
  [/^(e|en|energy|energies|photon[\s_]?energy|hv|hnu)$|^(é|e)nergie|energy$|^energy\b/, 'energy'],
  [/^(i[\s_]?0\d?|io|mon|monitor)$/, 'monitor'],
  [/^(i[\s_]?1|i[\s_]?2|i[\s_]?t|itrans.*|trans.*|iref.*|irefer.*)$/, 'transmission'],
  [/^(sigma|std|err|error|errors|stddev|uncertainty)$/, 'sigma'],
  [
    /^(point|points|pixel|index|step|n|row|#)$|^(unnamed|time|dt|elapsed|epoch|date|dwell)/,
    'order'
  ],
  [
    /^(i|y|z|if|iff|ifluor|ifluo|fluor|fluorescence|ff|counts?|cts|intensity|intensité|signal|intensity_normalised|residual)$|^(x?mu|mu_?(trans|fluor|ref)\w*|absorption|absorbance|xanes|xas)$/,
    'intensity'
  ]
];

/**
 * Words in names that begin like an energy but are something else: `incident flux`, `emission
 * index`.
 */
const exclusions: [RegExp, (energy: Role) => Role][] = [
  [
    /^(intensit(y|ies)|flux|counts?|cts|rate|yield|signal)$/,
    energy => (energy === 'incident' ? 'monitor' : energy === 'emission' ? 'intensity' : 'unknown')
  ],
  [/^(current|diode|detectors?|dets?\d*|roi\d*|channel|spectr(um|a)|ring)$/, () => 'unknown'],
  [
    /^(resolution|bandwidth|width|fwhm|errors?|err|uncertaint(y|ies)|sigma|std|stddev|rms)$/,
    () => 'order'
  ],
  [
    /^(index|idx|number|no|points?|steps?|pixels?|temperature|temp|time|seconds|speed|velocity|status|offset|gap)$/,
    () => 'order'
  ]
];

/** The role suggested by a name, which must not contain the unit. */
export function roleOfName(name: string): Role {
  const text = name.trim();
  const lower = text.toLowerCase();
  const role =
    greek.find(([pattern]) => pattern.test(text))?.[1] ??
    latin.find(([pattern]) => pattern.test(lower))?.[1] ??
    'unknown';
  return isEnergy(role) ? (otherRole(text, role) ?? role) : role;
}

/**
 * Whether a name contains a word that no energy has, so that a unit of energy does not make it one:
 * `resolution (eV)`.
 */
export function isOtherThanEnergy(name: string): boolean {
  return otherRole(name, 'energy') !== null;
}

/** The role suggested by a word that no energy has; null without one. */
function otherRole(name: string, energy: Role): Role | null {
  const words = name
    .slice(0, longestName)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return (
    exclusions.find(([pattern]) => words.some(word => pattern.test(word)))?.[1](energy) ?? null
  );
}

/** The rest of a longer name is ignored. */
const longestName = 400;

/** μ(E) in all spellings, and related columns written by Athena. */
const absorption =
  /^(x?mu|mu_?(trans|fluor|ref)\w*|absorption|absorbance|xanes|xas|pre_edge|post_edge|nbkg|fbkg|nder)$/i;

/** Whether a name means that absorption was measured, which is scanned over the incident energy. */
export function isAbsorptionName(name: string): boolean {
  return absorption.test(name.trim());
}

/** Whether a role is one of the energies. */
export function isEnergy(role: Role): boolean {
  return role === 'incident' || role === 'emission' || role === 'transfer' || role === 'energy';
}
