"""Copies of numbers that differ in the last bits, as from another processor's arithmetic."""

import numpy as np
import pytest

#: Relative size of the changes: a few units in the last place.
LAST_BITS = 1e-15

#: How many copies each comparison with another program must judge alike.
COPIES = 20

#: A test for each of them; copy 0 has the unchanged numbers.
copies = pytest.mark.parametrize("copy", range(COPIES + 1))


def nudged(values, copy, salt=0):
    """Each number times 1 ± `LAST_BITS`, another sign and size in every copy; equal numbers stay equal."""
    values = np.asarray(values, float)
    if copy == 0:
        return values
    known, places = np.unique(values, return_inverse=True)
    factors = 1 + np.random.default_rng([copy, salt]).uniform(-LAST_BITS, LAST_BITS, known.size)
    return (known * factors)[places].reshape(values.shape)


def nudged_case(case, copy):
    """A fit whose data and starts differ in the last bits."""
    start = case["start"]
    free = [name for name, value in start.items() if not isinstance(value, dict)]
    moved = dict(zip(free, nudged([start[name] for name in free], copy, 1).tolist(), strict=True))
    arrays = {
        name: None if case[name] is None else nudged(case[name], copy, 2 + k).tolist()
        for k, name in enumerate(("x", "y", "sigma"))
    }
    return {**case, **arrays, "start": {**start, **moved}}
