"""What people give for parameters, as the engine takes it."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from functools import cache
from numbers import Integral, Real
from typing import Any

from .stepnames import STEP_NAMES


def parameters_of(step: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a step that differ from their defaults, as JSON."""
    described = _described(step)
    values = {
        name: _fitted(plain(value), described[name].annotation)
        for name, value in given.items()
        if value is not None
    }
    return {
        name: value for name, value in values.items() if value != plain(described[name].default)
    }


@cache
def _described(step: str) -> dict[str, inspect.Parameter]:
    """The arguments of a step's function by the names that parameters have in documents."""
    from . import steps

    function = next(name for name, own in STEP_NAMES.items() if own == step)
    signature = inspect.signature(getattr(steps, function))
    return {camel(name): one for name, one in signature.parameters.items()}


def camel(name: str) -> str:
    """`from_incident` as documents have it: `fromIncident`."""
    first, *others = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in others)


def plain(value: Any) -> Any:
    """Numbers of any library as Python's own, and sequences as lists."""
    if value is None or isinstance(value, (str, bool)):
        return value
    if isinstance(value, Integral):
        return int(value)
    if isinstance(value, Real):
        return float(value)
    if isinstance(value, Mapping):
        return {str(name): plain(one) for name, one in value.items()}
    if hasattr(value, "tolist"):  # numpy's and pandas' own
        return plain(value.tolist())
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    if hasattr(value, "__float__"):
        return float(value)
    return value


def _fitted(value: Any, annotation: str) -> Any:
    """A lone value where a list of such is wanted, as that list."""
    if not annotation.startswith("Sequence["):
        return value
    if isinstance(value, (str, int, float)):
        return [value]
    is_range = (
        isinstance(value, list)
        and len(value) == 2
        and all(isinstance(end, (int, float)) for end in value)
    )
    return [value] if is_range and annotation.startswith("Sequence[Range]") else value
