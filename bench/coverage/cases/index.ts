import { dividingChains, joiningChains, modelChains, otherChains } from './chains.js';
import { mapSteps } from './maps.js';
import { curveSteps, joiningSteps, scanSteps } from './singles.js';

/** Steps alone, in variants. */
export const singleSteps = [...scanSteps, ...mapSteps, ...joiningSteps, ...curveSteps];

/** Chains of two or three steps. */
export const chains = [...dividingChains, ...joiningChains, ...modelChains, ...otherChains];

/** All that is measured. */
export const cases = [...singleSteps, ...chains];
