"""Make synthetic I20 scans whose truth is known: python scripts/make-demo-scans.py OUTDIR [--large]

The same as `python -m jupyterlab_xes.demo`, from a clone, by any Python with h5py.
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from jupyterlab_xes.demo.__main__ import main

main()
