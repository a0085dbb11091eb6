import { XESError } from '../../base/errors.js';
import { alignmentStep } from './alignment.js';
import { areaStep } from './area.js';
import { averageStep } from './average.js';
import { backgroundStep } from './background.js';
import { braggAnglesStep } from './braggangles.js';
import { calibrateStep, elasticStep, shiftStep } from './calibrate.js';
import { contoursStep } from './contours.js';
import { cropStep } from './crop.js';
import { cutStep } from './cut.js';
import { deadTimeStep } from './deadtime.js';
import { despikeStep } from './despike.js';
import { differenceStep, iadStep } from './difference.js';
import { energyAxisStep } from './energyaxis.js';
import { fitStep } from './fit.js';
import { lineCutStep } from './linecut.js';
import { mapStep } from './map.js';
import { mapDifferenceStep } from './mapdifference.js';
import { mapOfScansStep } from './mapofscans.js';
import { momentsStep } from './moments.js';
import { normaliseStep } from './normalise.js';
import { normaliseArmStep } from './normalisearm.js';
import { normaliseMapStep } from './normalisemap.js';
import { pixelEdgesStep } from './pixeledges.js';
import { rebinStep } from './rebin.js';
import { referenceLinesStep } from './referencelines.js';
import { consistencyStep } from './consistency.js';
import { driftStep } from './drift.js';
import { smoothStep } from './smooth.js';
import { spectrumStep } from './spectrum.js';
import type { Step } from './step.js';
import { stitchStep } from './stitch.js';
import { totalYieldStep } from './totalyield.js';

/** All steps, registered here and nowhere else; in listing order. */
export const steps: readonly Step[] = [
  spectrumStep,
  mapStep,
  mapOfScansStep,
  cropStep,
  normaliseMapStep,
  mapDifferenceStep,
  cutStep,
  lineCutStep,
  totalYieldStep,
  contoursStep,
  pixelEdgesStep,
  deadTimeStep,
  energyAxisStep,
  braggAnglesStep,
  alignmentStep,
  consistencyStep,
  driftStep,
  averageStep,
  stitchStep,
  calibrateStep,
  shiftStep,
  elasticStep,
  referenceLinesStep,
  normaliseStep,
  normaliseArmStep,
  rebinStep,
  smoothStep,
  despikeStep,
  backgroundStep,
  fitStep,
  areaStep,
  momentsStep,
  differenceStep,
  iadStep
];

/** The step of this name. @throws XESError `step/unknown`, listing the existing ones. */
export function requireStep(name: string): Step {
  const found = steps.find(step => step.name === name);
  if (!found) {
    const known = steps.map(step => step.name).join(', ');
    throw new XESError('step/unknown', `There is no step "${name}"; there are ${known}.`);
  }
  return found;
}
