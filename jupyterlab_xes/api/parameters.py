"""Users' parameters in the engine's format."""

from __future__ import annotations

import inspect
import math
import os
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import islice
from numbers import Integral, Real
from typing import Any

from .arguments import refused, shown, sound
from .stepnames import STEP_NAMES

# larger whole numbers are not exact in the engine, which has only floating-point numbers
_LARGEST = 2**53
_MOST = 1_000_000
_DEEPEST = 20


def parameters_of(step: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """The parameters of a step that differ from their defaults, as JSON."""
    described = _described(step)
    return {
        name: value
        for name, value in fitted(step, given).items()
        if not _is_default(value, described[name].default)
    }


def fitted(step: str, given: Mapping[str, Any]) -> dict[str, Any]:
    """
    Parameters of a step as JSON, by the names that documents have, those that are None left out. Others than those it has
    are passed on: the engine names those that there are.
    """
    described = _described(step)
    values: dict[str, Any] = {}
    for name, value in given.items():
        known = described.get(camel(name))
        if value is not None:
            sent = plain(value, name if known is None else known.name)
            values[camel(name)] = sent if known is None else _fitted(sent, known.annotation)
    return values


@cache
def _described(step: str) -> dict[str, inspect.Parameter]:
    """The arguments of a step's function, by the names of parameters in documents."""
    from . import steps

    function = next(name for name, own in STEP_NAMES.items() if own == step)
    signature = inspect.signature(getattr(steps, function))
    return {camel(name): one for name, one in signature.parameters.items()}


def camel(name: str) -> str:
    """The name of a parameter in documents: `fromIncident` for `from_incident`."""
    first, *others = name.split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in others)


def plain(value: Any, name: str = "a parameter", depth: int = 0) -> Any:
    """Numbers of any library as Python numbers, and sequences as lists. Raises `python/argument` for other types."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, (str, os.PathLike)):
        return sound(name, os.fspath(value) if isinstance(value, os.PathLike) else value)
    if depth > _DEEPEST:
        raise refused(f"{name} holds lists in lists without end: it is taken for no value.")
    try:
        return _plain(value, name, depth)
    except (OverflowError, TypeError, ValueError) as error:
        raise refused(f"{name} is {shown(value)}, which can't be taken: {error}.") from error


def _plain(value: Any, name: str, depth: int) -> Any:
    if isinstance(value, Integral):
        return _whole(int(value), name)
    if isinstance(value, Real):
        return _finite(float(value), name)
    if isinstance(value, Mapping):
        return {_key(key, name): plain(one, name, depth + 1) for key, one in value.items()}
    if hasattr(value, "tolist"):  # numpy's and pandas' own
        return plain(value.tolist(), name, depth + 1)
    if isinstance(value, Iterable) and not isinstance(value, (bytes, bytearray, memoryview)):
        items = list(islice(value, _MOST + 1))
        if len(items) > _MOST:
            raise refused(f"{name} has more than {_MOST} values.")
        return [plain(one, name, depth + 1) for one in items]
    if hasattr(value, "__float__"):
        return _finite(float(value), name)
    raise refused(f"{name} is {shown(value)}, which is no number, text, list or dict.")


def _finite(value: float, name: str) -> float:
    if not math.isfinite(value):
        raise refused(f"{name} holds {value}: numbers have to be finite.")
    return value


def _whole(value: int, name: str) -> int:
    if abs(value) > _LARGEST:
        raise refused(f"{name} is a whole number beyond ±2⁵³, which is too large.")
    return value


def _key(key: Any, name: str) -> str:
    if not isinstance(key, (str, Integral)):
        raise refused(f"{name} is a dict by names, and {shown(key)} is none.")
    return sound(f"a name in {name}", str(key))


def _is_default(value: Any, default: Any) -> bool:
    if default is inspect.Parameter.empty:
        return False
    # 1 is not True: a number for a flag is refused
    return isinstance(value, bool) == isinstance(default, bool) and value == plain(default)


def _fitted(value: Any, annotation: str) -> Any:
    """A single value as a list if the parameter is a list of such values."""
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
