"""Several results of a step, one per input."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, overload

from ..engineprocess.errors import XESError
from . import display
from .nodes import Input
from .optional import require
from .result import Result, made_of

if TYPE_CHECKING:
    from pandas import DataFrame


class Results(Sequence[Result]):
    """The results of a step for several inputs, in the order of the inputs.

    A result that failed is included, with its `error`; it does not affect the others.

    Parameters
    ----------
    results : list of Result
        Any results, to be drawn in one figure, compared, or passed on together.

    Examples
    --------
    >>> xes.Results([before, after]).figure("both.pdf")
    """

    def __init__(self, results: Iterable[Result]) -> None:
        self._results = list(results)
        for one in self._results:
            if not isinstance(one, Result):
                raise XESError(
                    "step/input",
                    f"Results are of results of steps, not of a {type(one).__name__}: of a scan take xes.spectrum(scan).",
                )

    @overload
    def __getitem__(self, which: int | str) -> Result: ...
    @overload
    def __getitem__(self, which: slice) -> Results: ...
    def __getitem__(self, which):
        """A result by its position or label, or several by a slice."""
        if isinstance(which, slice):
            return Results(self._results[which])
        if isinstance(which, str):
            named = [one for one in self._results if one.label == which]
            if len(named) != 1:
                known = ", ".join(self.labels)
                count = "no" if not named else str(len(named))
                raise KeyError(f"There are {count} results named {which!r}; there are {known}.")
            return named[0]
        return self._results[which]

    def __len__(self) -> int:
        return len(self._results)

    @property
    def labels(self) -> list[str]:
        """The labels of the results."""
        return [one.label for one in self._results]

    @property
    def failures(self) -> dict[str, XESError]:
        """The errors of failed results, by label."""
        return {one.label: one.error for one in self._results if one.error is not None}

    @property
    def good(self) -> Results:
        """The results that did not fail."""
        return Results([one for one in self._results if one.error is None])

    @property
    def frame(self) -> DataFrame:
        """The frames of all good results, concatenated; the first level of the index is the label."""
        pandas = require("pandas", "A frame")
        frames = [one.frame for one in self.good]
        if not frames:
            raise next(iter(self.failures.values()))
        whole = pandas.concat(frames, keys=self.good.labels, names=["label", None])
        whole.attrs.update(
            {name: value for name, value in frames[0].attrs.items() if name != "label"}
        )
        return whole

    @property
    def numbers(self) -> DataFrame:
        """The numbers of all results as a frame: a row per result, a column per number and one of its σ (`NAME_sigma`).

        `attrs["units"]` has the unit of each number. The row of a failed result is empty.
        """
        pandas = require("pandas", "A frame")
        units: dict[str, str] = {}
        rows = []
        for one in self._results:
            row: dict[str, Any] = {}
            for name, number in (one.numbers if one.error is None else {}).items():
                row |= {name: number.value, f"{name}_sigma": _nan(number.sigma)}
                units[name] = number.unit
            rows.append(row)
        frame = pandas.DataFrame(rows, index=pandas.Index(self.labels, name="label"))
        frame.attrs["units"] = units
        return frame

    @property
    def warnings(self) -> list[dict[str, str]]:
        """The warnings of all results, each with the `label` of its result."""
        return [{"label": one.label, **found} for one in self._results for found in one.warnings]

    def figure(self, path: Any = None, **options: Any) -> bytes:
        """A figure with all results; arguments as for `Result.figure`."""
        return display.figure([one._input for one in self.good], path, **options)

    def __iter__(self) -> Iterator[Result]:
        return iter(self._results)

    def __repr__(self) -> str:
        return display.results_text(self)

    def _repr_html_(self) -> str:
        return display.results_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        shown = [one._input for one in self.good]
        otherwise = [made_of(shown)]
        return display.bundle(self, display.results_html, shown, include, exclude, otherwise)

    def _as_inputs(self) -> tuple[Input, ...]:
        return tuple(one._as_input() for one in self._results)


def _nan(sigma: float | None) -> float:
    return float("nan") if sigma is None else sigma
