import { defineCommand } from '../command.js';
import { examine } from '../doctor.js';

export const doctor = defineCommand({
  name: 'doctor',
  summary: 'Checks the installation; failed checks include what to do.',
  about: [
    'Checks versions, WebAssembly, the HDF5 library, the numbers, the folder and the Python package. The exit code is 1 if a required check failed.'
  ],
  files: { usage: '', atLeast: 0, atMost: 0, are: '' },
  options: {},
  examples: [{ line: 'doctor', does: 'is all of it there?' }],
  run: ({ context }) => examine(context)
});
