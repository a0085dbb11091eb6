import type { Command } from '../command.js';
import { apply } from './apply.js';
import { average } from './average.js';
import { background } from './background.js';
import { cut } from './cut.js';
import { doctor } from './doctor.js';
import { figure } from './figure.js';
import { inspect } from './inspect.js';
import { map } from './map.js';
import { run } from './run.js';
import { spectrum } from './spectrum.js';

/** All commands, in listing order. */
export const commands: readonly Command[] = [
  inspect,
  map,
  cut,
  spectrum,
  average,
  background,
  apply,
  figure,
  run,
  doctor
];
