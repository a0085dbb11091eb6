"""Calls of steps: inputs and parameters become a node, which the engine evaluates at once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..engineprocess.errors import XESError
from .arguments import text_of
from .evaluation import evaluate
from .inputs import inputs_of
from .nodes import Input, StepNode
from .parameters import parameters_of
from .result import Result, results_of
from .results import Results
from .stepnames import MAP_STEPS, TOGETHER
from .warned import warn


def call(
    step: str,
    data: Any,
    given: Mapping[str, Any],
    *,
    further: tuple[str, Any, Any] | None = None,
    label: str | None = None,
) -> Result | Results:
    """Run a step. @param further a parameter, its value that requires a further input, and that input or None"""
    inputs, is_list = inputs_of(data)
    if not inputs:
        raise XESError(
            "step/input", f'The step "{step}" is given nothing to work on: this list is empty.'
        )
    label = None if label is None else text_of("label", label)
    parameters = parameters_of(step, given)
    # a reference may be one of the inputs
    more: tuple[Input, ...] = ()
    if further is not None:
        name, value, one = further
        if isinstance(one, bool):
            # as in documents: the further input is the last one
            parameters |= {name: value} if one else {}
        elif one is not None:
            more = _further(name if value is True else value, one)
            parameters[name] = value
    _require_different(step, inputs)
    inputs += more
    node = StepNode(step, inputs, parameters, label)
    several = is_list and step not in TOGETHER
    return made(Input(node), several=several, arrays=step not in MAP_STEPS)


def _further(name: str, given: Any) -> tuple[Input, ...]:
    """A further input, with errors that name its argument."""
    try:
        return inputs_of(given)[0]
    except XESError as error:
        raise XESError(error.code, f"{name}: {error.message}", error.details) from error


def made(whole: Input, *, several: bool, arrays: bool = True) -> Result | Results:
    """The results of a node, with its warnings issued. @param several whether the inputs were a list"""
    (answer,) = evaluate([whole], arrays=arrays)
    found = results_of(whole, answer)
    if not found:
        raise_of_node(answer.node)
    warn((result._key, one) for result in found for one in result._item["warnings"])
    of_all = [one for one in found if _is_of_all(one)]
    if of_all:
        of_all[0]._require()
        of_all[0]._parts = Results([one for one in found if one is not of_all[0]])
        return of_all[0]
    good = [one for one in found if one.error is None]
    if not good or (len(found) == 1 and not several):
        found[0]._require()
    if len(found) == 1 and not several:
        return found[0]
    warn(_failures(found))
    return Results(found)


def _require_different(step: str, inputs: tuple[Input, ...]) -> None:
    """Refuse repeated inputs, which would count as independent measurements."""
    keys = [repr(one.key) for one in inputs]
    if len(set(keys)) < len(keys):
        raise XESError(
            "step/input",
            f'The step "{step}" is given the same input twice: give each of them once.',
        )


def raise_of_node(node: Mapping[str, Any]) -> None:
    """Raise the error of a node without results."""
    error = node.get("error")
    if error:
        raise XESError(error["code"], error["message"])
    raise XESError("step/nothing", "Nothing was made: there was no input that this step works on.")


def _is_of_all(result: Result) -> bool:
    """Whether it was computed from all inputs together: its key is that of its step alone."""
    return "/" not in result._item["key"] and ":" not in result._item["key"]


def _failures(found: list[Result]):
    for one in found:
        if one.error is not None:
            yield one._key, {"code": one.error.code, "message": f"{one.label}: {one.error.message}"}
