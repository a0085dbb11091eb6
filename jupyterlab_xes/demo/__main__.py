"""Make the demonstration scans: python -m jupyterlab_xes.demo OUTDIR [--large]"""

import argparse
from pathlib import Path

from .scans import write_scans


def main():
    """Write them where the person said."""
    parser = argparse.ArgumentParser(description="Make synthetic I20 scans whose truth is known.")
    parser.add_argument("outdir", type=Path)
    parser.add_argument("--large", action="store_true", help="also one with 1 GB of raw frames in it")
    options = parser.parse_args()
    write_scans(options.outdir, large=options.large)


if __name__ == "__main__":
    main()
