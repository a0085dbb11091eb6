/**
 * True intensities of the demonstration scan, N/I1, from which its counts are drawn; energies in
 * eV.
 */
export const demonstrationTruth = {
  line: { centre: 8638.9, fwhm: 2.6, peak: 0.06 },
  edge: { centre: 9660, width: 0.8 },
  background: 0.001
} as const;

const incident = { first: 9658, last: 9662.8, step: 0.3, count: 17 };
const emission = { first: 8628, last: 8649.9, step: 0.3, count: 74 };
const monitor = 6e5;
/** 2d of Si (6 4 2), Å, and hc, eV Å. */
const [spacing, product] = [2 * 0.725740096, 12398.419843];
/**
 * Above this many expected counts their distribution is normal to within the rounding of a count.
 */
const many = 50;

/**
 * A small synthetic RXES map in GDA's format at I20: Poisson counts of one line above one edge.
 * Always the same text, so that a copy of it can be recognised.
 */
export function demonstrationScan(): string {
  const random = generator(20);
  const rows: string[] = [];
  for (let i = 0; i < incident.count; i++) {
    for (let j = 0; j < emission.count; j++) {
      const omega = emission.first + j * emission.step;
      const at = incident.first + i * incident.step;
      const shine = Math.round(monitor * (1 + 0.003 * normal(random)));
      const counts = poisson(trueIntensity(at, omega) * shine, random);
      const bragg = (Math.asin(product / (spacing * omega)) * 180) / Math.PI;
      rows.push(
        [
          at.toFixed(4),
          omega.toFixed(4),
          bragg.toFixed(4),
          shine.toFixed(2),
          counts.toFixed(6),
          (counts / shine).toFixed(6),
          '1.0000',
          ''
        ].join('\t')
      );
    }
  }
  return [...header, ...rows, ''].join('\n');
}

function trueIntensity(at: number, omega: number): number {
  const { line, edge, background } = demonstrationTruth;
  const rise = 0.5 + Math.atan((at - edge.centre) / edge.width) / Math.PI;
  return background + (rise * line.peak) / (1 + ((2 * (omega - line.centre)) / line.fwhm) ** 2);
}

const header = [
  '# DIAMOND LIGHT SOURCE',
  '# Instrument: I20-XAS Date: Thu, 1 Jan 2026 10:00:00 GMT',
  '# An invented scan, to try the viewer with: no sample was measured',
  '# XES upper spectrometer : crystal material Si, crystal cut: (6 4 2), Rowland circle radius: 995.0 mm',
  '#',
  '# Sample name: demonstration',
  `# command: scan bragg1WithOffset ${incident.first} ${incident.last} ${incident.step} XESEnergyUpper [Range1 : ${emission.first}, ${emission.last}, ${emission.step}] XESBraggUpper I1 medipix1`,
  '#',
  '# Energy\tXESEnergyUpper\tXESBraggUpper\tI1\tFF_medipix1\tFFI1_medipix1\tTime\t'
];

/** Numbers between 0 and 1 by Marsaglia's xorshift: the same on every machine. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return ((state >>> 0) + 0.5) / 2 ** 32;
  };
}

function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random());
}

function poisson(expected: number, random: () => number): number {
  if (expected > many) {
    return Math.max(0, Math.round(expected + Math.sqrt(expected) * normal(random)));
  }
  const end = Math.exp(-expected);
  let count = 0;
  for (let product = random(); product > end; product *= random()) {
    count++;
  }
  return count;
}
