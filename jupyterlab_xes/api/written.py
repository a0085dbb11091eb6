"""Numbers with their uncertainties as text, like in the viewer; a test compares this with src/base/measured.ts."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_UP, Decimal

_RAISED = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def written(value: float, sigma: float | None) -> str:
    """A value with as many digits as its σ allows: two digits of a σ that begins with 1 to 3.5, else one."""
    if not math.isfinite(value):
        return "–"
    if sigma is None or not math.isfinite(sigma) or sigma <= 0:
        return _alone(value) if sigma is None or sigma == 0 else f"{_alone(value)} ± ?"
    power = _power(max(abs(value), sigma))
    decimals = _decimals(sigma) + power
    both = " ± ".join(_fixed(one / 10**power, decimals) for one in (value, sigma))
    return both if power == 0 else f"({both})·10{_raised(power)}"


def _alone(value: float) -> str:
    """A value without σ, with at most seven digits."""
    power = _power(abs(value))
    text = f"{float(f'{value / 10**power:.7g}'):.15g}"
    return text if power == 0 else f"{text}·10{_raised(power)}"


def _power(size: float) -> int:
    """Power of ten that is written separately: none between 0.001 and ten millions."""
    return math.floor(math.log10(size)) if size != 0 and (size < 1e-3 or size >= 1e7) else 0


def _decimals(sigma: float) -> int:
    """Decimals of a number with this σ, by the rounding rule of the Particle Data Group."""
    digits, exponent = f"{sigma:.2e}".split("e")
    leading = float(digits)
    count = 2 if leading < 3.55 or leading >= 9.5 else 1
    # 0.096 is 0.10
    return count - 1 - int(exponent) - (1 if leading >= 9.5 else 0)


def _fixed(value: float, decimals: int) -> str:
    """Fixed-point text; negative decimals round before the point, and more digits than a double has are left out."""
    step = Decimal(1).scaleb(-min(decimals, 15))
    rounded = (Decimal(value) / step).quantize(Decimal(1), ROUND_HALF_UP) * step
    text = f"{rounded:.{min(max(decimals, 0), 15)}f}"
    return text.lstrip("-") if float(text) == 0 else text


def _raised(power: int) -> str:
    return str(power).translate(_RAISED)
