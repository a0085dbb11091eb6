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
  /** Counts the points, or says when each was measured. */
  | 'order'
  | 'unknown';

// ω is the emission energy and Ω the incident one: no pattern with Greek letters ignores their case
const greek: [RegExp, Role][] = [
  [/^(Ω|Omega)\s*[−–-]\s*(ω|omega)/, 'transfer'],
  [/^(Δ|Delta)/, 'transfer'],
  [/^Ω/, 'incident'],
  [/^ω/, 'emission']
];

const latin: [RegExp, Role][] = [
  [/energy[\s_.-]*(transfer|loss)|^transfer|^e[\s_]?loss$/, 'transfer'],
  [/^(incident|incoming|incidence|excitation|mono|bragg)/, 'incident'],
  [/^(e|energy|en|omega|hv)[\s_.-]*(in|inc|incident|mono|exc)$/, 'incident'],
  [/^(emission|emitted|outgoing|omega$|omega_|xes|spectrometer|analy[sz]er)/, 'emission'],
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

/** What a name says; its unit must not stand in it any more. */
export function roleOfName(name: string): Role {
  const text = name.trim();
  const lower = text.toLowerCase();
  return (
    greek.find(([pattern]) => pattern.test(text))?.[1] ??
    latin.find(([pattern]) => pattern.test(lower))?.[1] ??
    'unknown'
  );
}

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
