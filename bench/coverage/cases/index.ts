import { dividingChains, joiningChains, modelChains, otherChains } from './chains.js';
import { mapSteps } from './maps.js';
import { curveSteps, joiningSteps, scanSteps } from './singles.js';

/** Single steps, in variants. */
export const singleSteps = [...scanSteps, ...mapSteps, ...joiningSteps, ...curveSteps];

/** Chains of two or three steps. */
export const chains = [...dividingChains, ...joiningChains, ...modelChains, ...otherChains];

/** All measured cases. */
export const cases = [...singleSteps, ...chains];
