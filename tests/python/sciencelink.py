"""Calls the science of `src/science` from Python: bundled once, run by Node, JSON in and out."""

import json
import subprocess
from pathlib import Path

import numpy as np

ROOT = Path(__file__).parents[2]

DRIVER = """
import * as science from '%s';
let text = '';
for await (const chunk of process.stdin) text += chunk;
const isNumbers = value => value.length > 0 && value.every(v => v === null || typeof v === 'number');
const revive = value =>
  Array.isArray(value)
    ? isNumbers(value) ? Float64Array.from(value, v => (v === null ? NaN : v)) : value.map(revive)
    : value && typeof value === 'object'
      ? Object.fromEntries(Object.entries(value).map(([k, v]) => [k, revive(v)]))
      : value;
const plain = (_, v) => (ArrayBuffer.isView(v) ? Array.from(v) : v);
const results = JSON.parse(text).map(([name, ...args]) => science[name](...args.map(revive)));
process.stdout.write(JSON.stringify(results, plain));
"""


class Science:
    """`science.cut(map, {...})` runs the function of that name."""

    def __init__(self, folder):
        esbuild = ROOT / "node_modules" / "esbuild" / "bin" / "esbuild"
        entry = folder / "driver.mjs"
        entry.write_text(DRIVER % (ROOT / "src/science/index.ts").as_posix())
        self._script = folder / "science.mjs"
        subprocess.run(
            [esbuild, entry, "--bundle", "--platform=node", "--format=esm",
             f"--outfile={self._script}", "--log-level=error"],
            check=True,
            timeout=120,
        )  # fmt: skip

    def __getattr__(self, name):
        """The function of that name."""
        return lambda *args: self.run([name, *args])[0]

    def run(self, *calls):
        """Several calls `[name, *arguments]` in one process."""
        done = subprocess.run(
            ["node", self._script],
            input=json.dumps(calls, default=_plain).replace("NaN", "null"),
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
        return json.loads(done.stdout)


def _plain(value):
    if isinstance(value, np.ndarray):
        return value.tolist()
    raise TypeError(type(value).__name__)


def spectrum(energy, counts, monitor):
    """A spectrum as the science has it."""
    sigma = np.sqrt(np.maximum(counts, 1)) / monitor
    return {
        "energy": energy,
        "intensity": counts / monitor,
        "sigma": sigma,
        "counts": counts,
        "monitor": monitor,
    }
