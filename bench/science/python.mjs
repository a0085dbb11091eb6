// The Python for the comparisons: XES_PYTHON, else the clone's own, else python3.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(new URL('../../.venv/bin/python', import.meta.url));

export const python = process.env.XES_PYTHON ?? (existsSync(own) ? own : 'python3');
