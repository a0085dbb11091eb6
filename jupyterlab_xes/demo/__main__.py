"""Write the demonstration scans: python -m jupyterlab_xes.demo OUTDIR [--large]"""

import argparse
from pathlib import Path

from .scans import write_scans


def main():
    """Write the scans into the given folder."""
    parser = argparse.ArgumentParser(description="Write synthetic I20 scans with known true values.")
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--large", action="store_true", help="also one with 1 GB of raw frames in it")
    options = parser.parse_args()
    write_scans(options.outdir, large=options.large)


if __name__ == "__main__":
    main()
