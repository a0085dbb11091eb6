"""Numbers with their uncertainty and unit."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from numbers import Real
from typing import Any

from ..engineprocess.errors import XESError
from .optional import require
from .written import written


@dataclass(frozen=True, repr=False, eq=False)
class Number:
    """A value with its standard deviation and unit.

    It can be used as a number: `float(n)`, or as the parameter of a step. Comparisons (`n < 9660`) use its value.
    Arithmetic (`n - 9660`, `a / b`) returns objects of the package `uncertainties`, which propagate σ; without
    that package calculate with `n.value`.

    Attributes
    ----------
    value : float
        NaN if the data do not determine it.
    sigma : float or None
        One standard deviation; None if unknown.
    unit : str
        For example `eV`; empty if it has none.
    """

    value: float
    sigma: float | None = None
    unit: str = ""

    def __float__(self) -> float:
        return float(self.value)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Number):
            return (self.value, self.sigma, self.unit) == (other.value, other.sigma, other.unit)
        return self.value == other if isinstance(other, Real) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.value)

    def __lt__(self, other: Any) -> bool:
        return self._compared(operator.lt, other)

    def __le__(self, other: Any) -> bool:
        return self._compared(operator.le, other)

    def __gt__(self, other: Any) -> bool:
        return self._compared(operator.gt, other)

    def __ge__(self, other: Any) -> bool:
        return self._compared(operator.ge, other)

    def _compared(self, compare: Callable[[Any, Any], bool], other: Any) -> bool:
        if isinstance(other, Number):
            return compare(self.value, other.value)
        return compare(self.value, other) if isinstance(other, Real) else NotImplemented

    def __add__(self, other: Any) -> Any:
        return _calculated(operator.add, self, other)

    def __radd__(self, other: Any) -> Any:
        return _calculated(operator.add, other, self)

    def __sub__(self, other: Any) -> Any:
        return _calculated(operator.sub, self, other)

    def __rsub__(self, other: Any) -> Any:
        return _calculated(operator.sub, other, self)

    def __mul__(self, other: Any) -> Any:
        return _calculated(operator.mul, self, other)

    def __rmul__(self, other: Any) -> Any:
        return _calculated(operator.mul, other, self)

    def __truediv__(self, other: Any) -> Any:
        return _calculated(operator.truediv, self, other)

    def __rtruediv__(self, other: Any) -> Any:
        return _calculated(operator.truediv, other, self)

    def __pow__(self, other: Any) -> Any:
        return _calculated(operator.pow, self, other)

    def __neg__(self) -> Any:
        return -_object(self)

    def __abs__(self) -> Any:
        return -_object(self) if self.value < 0 else _object(self)

    # numpy's scalars defer arithmetic to this class
    __array_ufunc__ = None

    @cached_property
    def ufloat(self) -> Any:
        """The number as an object of the package `uncertainties`, for further calculations.

        It is the same object each time, so that `n - n` is 0 ± 0. Correlations between the numbers of a result are
        ignored; an unknown σ is NaN.
        """
        uncertainties = require("uncertainties", "A number with its σ as one object")
        return uncertainties.ufloat(self.value, math.nan if self.sigma is None else self.sigma)

    def __repr__(self) -> str:
        # as the last line of a cell, and in lists and frames
        return str(self)

    def __str__(self) -> str:
        digits = written(self.value, self.sigma)
        return " ".join(filter(None, (digits, self.unit)))


def _calculated(calculate: Callable[[Any, Any], Any], one: Any, other: Any) -> Any:
    if not all(isinstance(operand, (Number, Real)) or hasattr(operand, "std_dev") for operand in (one, other)):
        return NotImplemented
    return calculate(_object(one), _object(other))


def _object(operand: Any) -> Any:
    """A `Number` as an object of `uncertainties`; other operands unchanged."""
    if not isinstance(operand, Number):
        return operand
    try:
        return operand.ufloat
    except XESError as error:
        raise XESError(
            error.code,
            f"Calculating with a number and its σ needs the package uncertainties: run `pip install uncertainties`, or "
            f"calculate with its value alone, as in `number.value` ({operand}).",
        ) from error


class Numbers(Mapping[str, Number]):
    """The numbers of a result by name; shown as a table."""

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
    """A table of numbers, in the colours of the page."""
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(name)}</th>"
        f"<td style='text-align:right'>{escape(str(number))}</td></tr>"
        for name, number in numbers.items()
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _float(value: float | None) -> float:
    return math.nan if value is None else float(value)
