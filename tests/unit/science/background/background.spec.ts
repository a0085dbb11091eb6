import { readFileSync } from 'node:fs';
import { readI20Dat } from '../../../../src/formats';
