import type { StepEntry } from '../document/types.js';
import type { Completed, Inputs, Step } from '../steps/step.js';
import type { Input } from './inputs.js';

/** A step of the document with its inputs. */
export interface Task {
  entry: StepEntry;
  step: Step;
  /** Whether it works on each input alone, with these parameters. */
  rule: Inputs;
  /** All parameters, defaults included. */
  parameters: Completed;
  inputs: readonly Input[];
}
