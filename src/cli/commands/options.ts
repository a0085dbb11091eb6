import { choice, text } from '../../analysis/steps/parameters/index.js';

/** The arm; of a scan with one it need not be named. */
export const channel = choice(['upper', 'lower', 'default'], {
  description: 'Spectrometer arm: upper or lower on I20; not needed where there is one',
  default: null
});

/** Where the result goes. */
export const out = text({
  description: 'File to write, .csv, .nxs (NeXus) or .dat (columns); it appears whole or not at all'
});

/** What a HERFD spectrum is written with as NXxas_herfd. */
export const herfd = {
  element: text({
    description:
      'Absorbing element of a HERFD spectrum, such as Zn, for NXxas_herfd; without it supposed from the energies',
    default: null
  }),
  line: text({
    description: 'Its emission line in IUPAC notation, such as K-L3 for Kα1, for NXxas_herfd',
    default: null
  })
};
