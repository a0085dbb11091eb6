import { text } from '../../analysis/steps/parameters/index.js';

/** The arm; not needed for a scan with only one. */
export const channel = text({
  description: 'Spectrometer arm: upper or lower on I20; not needed where there is one',
  default: null
});

/** Which scan of each file is read, and the meaning of its arrays. */
export const reading = {
  entry: text({
    description: 'Which scan of files that hold several, by the names that inspect lists',
    default: null
  }),
  columns: text({
    description:
      'What the arrays of the files are, such as emission=1,intensity=3, by the names or numbers that inspect lists: incident, emission, transfer, intensity or counts, monitor, sigma, time, unit',
    default: null
  })
};

/** Path of the result. */
export const out = text({
  description: 'File to write, .csv, .nxs (NeXus) or .dat (columns); it appears whole or not at all'
});

/** Facts about a HERFD spectrum for NXxas_herfd. */
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
