/** The two spectrometer arms of I20: our channel, its detector, and the ending of its energy's name. */
export const arms = [
  { name: 'upper', detector: 'medipix1', suffix: 'Upper' },
  { name: 'lower', detector: 'medipix2', suffix: 'Lower' }
] as const;

/** Readings of one incident energy (`bragg1WithOffset`, a readback) differ by less than this, eV. */
export const incidentJitter = 0.015;
