import { latticeSpacing, lattices, type Crystal } from '../../science/bragg.js';
import { XESError } from '../../base/errors.js';
import { choice, number, numbers, type ValuesOf } from './parameters/index.js';

/** Parameters for the lattice planes of an analyser crystal. */
export const crystalParameters = {
  crystal: choice(Object.keys(lattices) as Crystal[], {
    description: 'Analyser crystal',
    default: null
  }),
  reflection: numbers({ description: 'Its reflection, three Miller indices', default: null }),
  spacing: number({
    description: 'Spacing of its planes, in place of crystal and reflection',
    unit: 'Å',
    min: 0,
    isOpen: true,
    default: null
  })
};

/**
 * Lattice spacing, Å.
 * @throws XESError `step/parameter` if the planes are not given, `energy/impossible`
 */
export function spacingOf({
  crystal,
  reflection,
  spacing
}: ValuesOf<typeof crystalParameters>): number {
  if (spacing !== null) {
    return spacing;
  }
  if (crystal === null || reflection?.length !== 3) {
    throw new XESError(
      'step/parameter',
      'Name the planes of the analyser: its crystal and three Miller indices (crystal=Si, reflection=6,4,2), or their spacing.'
    );
  }
  const [h, k, l] = reflection;
  return latticeSpacing(crystal, [h, k, l]);
}
