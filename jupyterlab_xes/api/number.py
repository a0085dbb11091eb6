"""Numbers with their uncertainty and unit."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from .optional import require


@dataclass(frozen=True, repr=False)
class Number:
    """A value with its standard deviation and unit.

    It is a number where one is wanted: `float(n)`, `n.value + 1`, or as the parameter of a step.

    Attributes
    ----------
    value : float
        NaN where the data do not determine it.
    sigma : float or None
        One standard deviation; None where it is not known.
    unit : str
        Such as `eV`; empty where it has none.
    """

    value: float
    sigma: float | None = None
    unit: str = ""

    def __float__(self) -> float:
        return float(self.value)

    @property
    def ufloat(self) -> Any:
        """The same as an object of the package `uncertainties`, for further calculations.

        Numbers of one result that depend on each other are taken as independent; a σ that is not known is NaN.
        """
        uncertainties = require("uncertainties", "A number with its σ as one object")
        return uncertainties.ufloat(self.value, math.nan if self.sigma is None else self.sigma)

    def __repr__(self) -> str:
        # as the last line of a cell, and in lists and frames
        return str(self)

    def __str__(self) -> str:
        return " ".join(filter(None, (self._digits(), self.unit)))

    def _digits(self) -> str:
        value, sigma = self.value, self.sigma
        if sigma is None or not math.isfinite(sigma) or not math.isfinite(value) or sigma <= 0:
            return f"{value:.10g}" if math.isfinite(value) else str(value)
        places = 1 - math.floor(math.log10(float(f"{sigma:.1e}")))
        if max(abs(value), sigma) >= 1e7 or places > 8:
            return f"{value:.10g} ± {sigma:.2g}"
        return f"{value:.{max(places, 0)}f} ± {sigma:.{max(places, 0)}f}"


class Numbers(Mapping[str, Number]):
    """The numbers of a result by their names; shown as a table."""

    def __init__(self, numbers: Mapping[str, Number]) -> None:
        self._numbers = dict(numbers)

    def __getitem__(self, name: str) -> Number:
        try:
            return self._numbers[name]
        except KeyError:
            known = ", ".join(self._numbers) or "none"
            raise KeyError(f"There is no number {name!r}; there are {known}.") from None

    def __iter__(self) -> Iterator[str]:
        return iter(self._numbers)

    def __len__(self) -> int:
        return len(self._numbers)

    def __repr__(self) -> str:
        longest = max(map(len, self._numbers), default=0)
        return "\n".join(f"{name:<{longest}}  {number}" for name, number in self._numbers.items())

    def _repr_html_(self) -> str:
        return numbers_html(self._numbers)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self._numbers)


def numbers_of(answer: Mapping[str, Mapping[str, Any]]) -> Numbers:
    """The numbers in an answer of the engine."""
    return Numbers(
        {
            name: Number(_float(one["value"]), one["sigma"], one["unit"])
            for name, one in answer.items()
        }
    )


def numbers_html(numbers: Mapping[str, Number]) -> str:
    """A table of numbers, in the colours of the page that it stands on."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th>"
        f"<td style='text-align:right'>{escape(str(number))}</td></tr>"
        for name, number in numbers.items()
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _float(value: float | None) -> float:
    return math.nan if value is None else float(value)
