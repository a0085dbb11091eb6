"""A result of a step, with all its inputs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ..engineprocess.errors import XESError
from . import display
from .arguments import text_of
from .arrays import array_of, require_map
from .evaluation import Answer, ask, evaluate
from .inputs import path_of
from .nodes import Input, ItemPath, StepNode
from .number import Numbers, numbers_of
from .recipe import Recipe, document_of
from .values import frame_of
from .warned import warn

if TYPE_CHECKING:
    import numpy as np
    from pandas import DataFrame
    from xarray import Dataset

    from .results import Results


class Result:
    """The result of a step: a spectrum, a map, a table, or only numbers.

    It can be an input of further steps, and knows all its inputs.
    """

    def __init__(self, input_: Input, item: Mapping[str, Any], answer: Answer) -> None:
        self._input = input_
        self._item = item
        self._node = answer.node
        self._details = item.get("details")
        self._parts: Results | None = None

    @property
    def kind(self) -> str | None:
        """`spectrum`, `map`, `table` or `scan`; None if it has only numbers."""
        value = self._bare
        return None if value is None else value["kind"]

    @property
    def label(self) -> str:
        """Its name in legends."""
        return self._item.get("label") or ""

    @property
    def error(self) -> XESError | None:
        """Why it failed, as one of several results; else None."""
        return error_of(self._item)

    @property
    def axis(self) -> str:
        """The axis of a spectrum: `emission`, `incident`, `transfer` or `line`."""
        return self._value_of("spectrum")["axis"]

    @property
    def energy(self) -> np.ndarray:
        """The energies of a spectrum, in eV. Read-only, like all arrays of a result: copy it to change it."""
        return self._value_of("spectrum")["energy"]

    @property
    def intensity(self) -> np.ndarray:
        """The intensities of a spectrum, or of a map (a row per emission energy). Read-only."""
        return (
            self._value["intensity"]
            if self.kind == "map"
            else self._value_of("spectrum")["intensity"]
        )

    @property
    def sigma(self) -> np.ndarray:
        """One standard deviation of each intensity. Read-only."""
        return self._value["sigma"] if self.kind == "map" else self._value_of("spectrum")["sigma"]

    @property
    def frame(self) -> DataFrame:
        """The result as a pandas frame: the columns of its CSV, and counts and monitor if they are known.

        A copy, which may be changed. A map has a row per measured cell. `attrs` has `units` by column, `label`, and the
        reason if σ is approximate.
        """
        return frame_of(self._value, self._attributes)

    @property
    def array(self) -> Dataset:
        """A map as an xarray dataset: intensity, sigma, counts and monitor over `emission` and `incident`.

        A copy, which may be changed. The energy transfer of each cell is a coordinate; units are in the attributes.
        With `view="transfer"` it is over `transfer` and `incident` (`.sel(transfer=1021.5, method="nearest")`), with
        the emission energy of each cell as a coordinate. Needs xarray.
        """
        require_map(self._bare or {"kind": "number"})
        return array_of(self._value, self._attributes)

    @cached_property
    def numbers(self) -> Numbers:
        """The numbers by name, each a `Number` with value, sigma and unit."""
        self._require()
        return numbers_of(self._item["numbers"])

    @property
    def warnings(self) -> list[dict[str, str]]:
        """Its warnings, each with `code` and `message`."""
        return [dict(one) for one in self._item["warnings"]]

    @property
    def details(self) -> dict[str, Any]:
        """Results that are neither curves nor numbers, such as the report and the correlations of a fit."""
        self._require()
        return deepcopy(dict(self._details or {}))

    @property
    def verdict(self) -> list[str]:
        """The conclusions of a comparison of scans, in sentences (`consistency`, `drift`); else empty."""
        return list(self.details.get("verdict") or [])

    @property
    def parameters(self) -> dict[str, Any]:
        """All parameters of the step, including defaults."""
        return deepcopy(dict(self._node.get("parameters") or {}))

    @cached_property
    def outputs(self) -> Outputs:
        """All outputs of the step, by name: `main`, and further ones such as the `joined` spectrum."""
        self._require()
        return Outputs(self)

    @property
    def parts(self) -> Results:
        """The results for each input of a step that compares its inputs, such as its shift against the others."""
        from .results import Results

        return self._parts if self._parts is not None else Results([])

    @property
    def recipe(self) -> dict[str, Any]:
        """Its inputs and steps as the document of an analysis in the working directory; `run` accepts it."""
        return document_of([self._input])

    @property
    def provenance(self) -> list[str]:
        """Its provenance in lines, as in files of results: versions, sources with digests, steps."""
        recipe = Recipe([self._input])
        return ask(recipe, "provenance", ref=recipe.ref(self._input))["lines"]

    def save(
        self,
        path: str | os.PathLike[str],
        *,
        element: str | None = None,
        line: str | None = None,
    ) -> str:
        """Write it like the command line: `.csv`, `.nxs` (NeXus) or `.dat`, with its provenance.

        A file that this program did not write is never replaced.

        Parameters
        ----------
        path : path
            The file to write; its extension sets the format.
        element, line : str, optional
            For a HERFD spectrum as NeXus (NXxas_herfd), such as "Zn" and "K-L3"; by default found from its energy.

        Returns
        -------
        str
            The path.
        """
        self._require()
        out = path_of(path)
        recipe = Recipe([self._input])
        named = (("element", element), ("line", line))
        herfd = {name: text_of(name, one) for name, one in named if one is not None}
        more = {"herfd": herfd} if herfd else {}
        found = ask(recipe, "save", ref=recipe.ref(self._input), out=out, **more)
        warn((self._key, one) for one in found["warnings"])
        return out

    def figure(
        self,
        path: str | os.PathLike[str] | None = None,
        *,
        format: str | None = None,
        width: float = 12.0,
        height: float | None = None,
        dpi: float = 300,
        view: str | None = None,
    ) -> bytes:
        """The figure, as exported by the viewer.

        Parameters
        ----------
        path : path, optional
            A file to write; its extension sets the format.
        format : {"svg", "pdf", "png"}, optional
            By default that of the path, else svg.
        width, height : float, in cm
            Size of the figure; by default a suitable height.
        dpi : float
            Pixels per inch, for PNG and for maps.
        view : {"incident", "transfer"}, optional
            Draw a map over emission energy or energy transfer.
        """
        self._require()
        return display.figure(
            [self._input], path, format=format, width=width, height=height, dpi=dpi, view=view
        )

    if not TYPE_CHECKING:  # type checkers know the attributes

        def __getattr__(self, name: str) -> Any:
            """Always raises: an attribute of a frame or an array is named in the error."""
            raise AttributeError(
                f"A result has no {name!r}. Its numbers are in .numbers; as a pandas frame it is .frame, and of a map "
                ".array is the xarray dataset, as in result.array.sel(…)."
            )

    def __repr__(self) -> str:
        return display.result_text(self)

    def _repr_html_(self) -> str:
        return display.result_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        otherwise = [made_of([self._input])]
        return display.bundle(self, display.result_html, [self._input], include, exclude, otherwise)

    def _as_input(self) -> Input:
        self._require()
        return self._input

    @property
    def _key(self) -> str:
        """A key that is the same for all outputs of the same result."""
        whole = replace(self._input, output=None)
        return repr([whole.key, sorted(whole.seen.items())])

    @property
    def _bare(self) -> Mapping[str, Any] | None:
        """Its value, possibly still without arrays."""
        name = self._input.output
        return self._item.get("value") if name is None else all_outputs(self._item).get(name)

    @cached_property
    def _value(self) -> Mapping[str, Any]:
        self._require()
        value = self._bare
        if value is None:
            raise XESError("result/kind", "This result is numbers alone: they are in `numbers`.")
        if has_arrays(value):
            return value
        return self._fetched()

    def _fetched(self) -> Mapping[str, Any]:
        """Its value with arrays, requested now; they must still be those of this result."""
        (answer,) = evaluate([self._input])
        if len(answer.items) != 1:
            raise XESError("result/kind", f"{self.label or 'This result'} is several by now: do the step again.")
        fresh = Result(self._input, answer.items[0], answer)
        fresh._require()
        value = fresh._bare
        if value is None:
            raise XESError("result/kind", "This result is numbers alone: they are in `numbers`.")
        return value

    def _value_of(self, kind: str) -> Mapping[str, Any]:
        value = self._value
        if value["kind"] != kind:
            raise XESError("result/kind", f"This is a {value['kind']}, no {kind}.")
        return value

    @property
    def _attributes(self) -> dict[str, Any]:
        reasons = [one["message"] for one in self.warnings if one["code"] == "sigma/approximate"]
        more = {"sigma_approximate": reasons, "verdict": self.verdict}
        return {"label": self.label, **{name: one for name, one in more.items() if one}}

    def _require(self) -> None:
        error = self.error
        if error is not None:
            raise error


class Outputs(Mapping[str, Result]):
    """The outputs of a result by their names."""

    def __init__(self, result: Result) -> None:
        item = result._item
        own = all_outputs(item)
        self._main = item.get("main") or next(iter(own), "main")
        self._result = result
        self._names = list(own) or (["main"] if item.get("value") is not None else [])

    def __getitem__(self, name: str) -> Result:
        if name == self._main and self._result._input.output is None:
            return self._result
        if name not in self._names:
            known = ", ".join(self._names) or "none"
            raise KeyError(f"There is no output {name!r}; there are {known}.")
        one = self._result._input
        named = Input(one.node, one.channel, name, one.only, one.without, one.seen)
        answer = Answer(Recipe([named]), [], None, self._result._node)
        return Result(named, self._result._item, answer)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def __repr__(self) -> str:
        return f"outputs: {', '.join(self._names) or 'none'}"


def results_of(input_: Input, answer: Answer) -> list[Result]:
    """The results for all items of an input."""
    nodes = answer.recipe.nodes
    several = len(answer.items) != 1
    found = []
    for item in answer.items:
        only = input_.only
        if several:
            only = (ItemPath.read(item["key"], nodes),)
        one = Input(input_.node, input_.channel, input_.output, only, seen=answer.seen)
        found.append(Result(one, item, answer))
    return found


def made_of(inputs: Iterable[Input]) -> list[Input]:
    """The inputs of steps, each once; drawn for steps that return only numbers."""
    found = [source for one in inputs for source in _sources_of(one)]
    return list({repr(one.key): one for one in found}.values())


def _sources_of(one: Input) -> list[Input]:
    if not isinstance(one.node, StepNode):
        return []
    # for an item computed from a single input, that input
    paths = [ItemPath(path.nodes[1:], path.channel) for path in one.only or () if len(path.nodes) > 1]
    if not paths:
        return [replace(source, seen={**source.seen, **one.seen}) for source in one.node.inputs]
    return [
        Input(source.node, path.channel, path.nodes[0][1], (path,), seen={**source.seen, **one.seen})
        for path in paths
        for source in one.node.inputs
        if source.node.key == path.nodes[0][0]
    ]


def all_outputs(item: Mapping[str, Any]) -> dict[str, Any]:
    """All outputs of a step, by name."""
    return {**(item.get("outputs") or {}), **(item.get("aside") or {})}


def error_of(item: Mapping[str, Any]) -> XESError | None:
    """The failure of an item as an exception."""
    error = item.get("error")
    return None if error is None else XESError(error["code"], error["message"])


def has_arrays(value: Mapping[str, Any]) -> bool:
    """Whether a value has its arrays."""
    name = "units" if value["kind"] == "table" else "intensity"
    return name in value
