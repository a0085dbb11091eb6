/** The two spectrometer arms of I20: our channel, its detector, and the ending of its energy's name. */
export const arms = [
  { name: 'upper', detector: 'medipix1', suffix: 'Upper' },
  { name: 'lower', detector: 'medipix2', suffix: 'Lower' }
] as const;
