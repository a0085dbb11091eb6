// Build the prebuilt extension with jupyter-builder, from the project's environment if there is
// one.
import { existsSync } from 'node:fs';
import { run, venvBin } from './process.mjs';

const own = venvBin('jupyter-builder');
await run(existsSync(own) ? own : 'jupyter-builder', ['build', '.', '--source-map']);
