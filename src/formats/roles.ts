/** What a column or an array of a scan is, as far as its name says. */
export type Role =
  | 'incident'
  | 'emission'
  | 'transfer'
  /** An energy, and nothing says which. */
  | 'energy'
  | 'intensity'
  | 'sigma'
  | 'monitor'
  | 'transmission'
  /** Counts the points, or says when or how well each was measured: nothing that is drawn. */
  | 'order'
  | 'unknown';

// ω is the emission energy and Ω the incident one: no pattern with Greek letters ignores their case
const greek: [RegExp, Role][] = [
  [/^(Ω|Omega)\s*[−–-]\s*(ω|omega)/, 'transfer'],
  [/^(Δ|Delta)/, 'transfer'],
  [/^Ω/, 'incident'],
  [/^ω/, 'emission']
];

/** What may follow the name of an instrument that selects an energy: the energy, its angle, how it was read. */
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

/** Words of names that begin as an energy does and are something else: `incident flux`, `emission index`. */
const others: [RegExp, (energy: Role) => Role][] = [
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

/** What a name says; its unit must not stand in it any more. */
export function roleOfName(name: string): Role {
  const text = name.trim();
  const lower = text.toLowerCase();
  const role =
    greek.find(([pattern]) => pattern.test(text))?.[1] ??
    latin.find(([pattern]) => pattern.test(lower))?.[1] ??
    'unknown';
  return isEnergy(role) ? (otherRole(text, role) ?? role) : role;
}

/** Whether a name has a word that no energy has, so that its unit alone makes it none: `resolution (eV)`. */
export function isNoEnergy(name: string): boolean {
  return otherRole(name, 'energy') !== null;
}

/** What a name is by a word in it that no energy has; null without one. */
function otherRole(name: string, energy: Role): Role | null {
  const words = name
    .slice(0, longestName)
    .replace(/([a-z])(?=[A-Z])/g, '$1 ')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u);
  return others.find(([pattern]) => words.some(word => pattern.test(word)))?.[1](energy) ?? null;
}

/** Of a longer name the rest says nothing. */
const longestName = 400;

/** μ(E) in all spellings, and what Athena writes beside it. */
const absorption =
  /^(x?mu|mu_?(trans|fluor|ref)\w*|absorption|absorbance|xanes|xas|pre_edge|post_edge|nbkg|fbkg|nder)$/i;

/** Whether a name says that absorption was measured, which is scanned over the incident energy. */
export function isAbsorptionName(name: string): boolean {
  return absorption.test(name.trim());
}

/** Whether a role is one of the energies. */
export function isEnergy(role: Role): boolean {
  return role === 'incident' || role === 'emission' || role === 'transfer' || role === 'energy';
}
