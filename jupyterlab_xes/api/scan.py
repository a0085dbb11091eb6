"""Scans: the contents of a file, and its points as pandas and xarray."""

from __future__ import annotations

import os
from collections.abc import Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Literal

from ..engineprocess.errors import XESError
from . import display, engine
from .arguments import name_of
from .arrays import array_of
from .evaluation import evaluate
from .inputs import scan_path
from .mapping import mapping_of
from .nodes import Input, ScanNode, StepNode
from .result import Result, results_of
from .warned import warn_of_scan

if TYPE_CHECKING:
    from pandas import DataFrame
    from xarray import Dataset


def open(
    path: str | os.PathLike[str],
    entry: str | int | None = None,
    columns: str | Mapping[str, Any] | None = None,
    channel: str | None = None,
) -> Scan:
    """Open a scan; its file is never written.

    Parameters
    ----------
    path : path
        A NeXus scan, a GDA ASCII scan, a table, or a result of this program.
    entry : str or int, optional
        The scan in a file with several; `scan.entries` lists them.
    columns : str or dict, optional
        The meaning of the file's arrays, such as `"emission=1,intensity=3"`: incident, emission, transfer, intensity or
        counts, monitor, sigma, time, by name or number, and unit. If it is not known, the error lists the arrays.
    channel : str, optional
        The channel that steps use, such as an arm of the spectrometer.

    Returns
    -------
    Scan

    Raises
    ------
    XESError
        `file/…` or `scan/…`, with what to do. `scan/columns-unknown` has the arrays of the file in `listing`.

    Examples
    --------
    >>> scan = xes.open("280754_1.nxs")
    >>> scan.spectrum("lower").plot(x="energy_eV", y="intensity")
    """
    name = None if entry is None else name_of("entry", entry)
    node = ScanNode(scan_path(path), name, mapping_of(columns))
    info = engine.call("inspect", path=node.path, entry=name, columns=node.columns)
    scan = Scan(node, info, None)
    warn_of_scan(node, scan.warnings)
    return scan if channel is None else scan.channel(channel)


class Scan:
    """A scan in a file: its metadata and its points.

    It can be an input of steps, which use the chosen channel.
    """

    def __init__(self, node: ScanNode, info: Mapping[str, Any], channel: str | None) -> None:
        self._node = node
        self._info = info
        self._channel = channel

    @property
    def path(self) -> str:
        """Path of the file."""
        return self._node.path

    @property
    def kind(self) -> str:
        """`RXES`, `XES`, `HERFD-XANES`, `frames` or `time-series`."""
        return self._info["kind"]

    @property
    def channels(self) -> list[str]:
        """The names of its channels, such as `upper` and `lower`."""
        return list(self._info["channels"])

    @property
    def selected(self) -> str | None:
        """The channel that steps use; None means the first with data of the scan's kind."""
        return self._channel

    @property
    def shape(self) -> tuple[int, ...]:
        """Number of points along each scanned axis."""
        return tuple(self._info["shape"])

    @property
    def metadata(self) -> dict[str, Any]:
        """Title, command, times, sample and other metadata of the file."""
        return deepcopy(dict(self._info["metadata"]))

    @property
    def warnings(self) -> list[dict[str, str]]:
        """Warnings of reading the file, each with `code` and `message`."""
        return [dict(one) for one in self._info["warnings"]]

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The scans of a file with several: name and title."""
        return deepcopy(list(self._info["entries"]))

    @property
    def columns(self) -> list[dict[str, Any]]:
        """The arrays of the file: name, path, unit, shape, range, and possible meanings."""
        return deepcopy(list(self._info["columns"]))

    @property
    def info(self) -> dict[str, Any]:
        """The output of `inspect --json`."""
        return deepcopy(dict(self._info))

    def channel(self, name: str) -> Scan:
        """The same scan with another channel chosen for steps.

        Raises
        ------
        XESError
            `scan/channel-missing`, which names the existing channels.
        """
        name = name_of("channel", name)
        if name not in self.channels:
            present = " and ".join(self.channels) or "none"
            raise XESError(
                "scan/channel-missing",
                f'There is no channel "{name}" in this scan; it has {present}.',
            )
        return Scan(self._node, self._info, name)

    def spectrum(self, channel: str | None = None) -> DataFrame:
        """The points of a channel as a frame: energy_eV, intensity, sigma, counts and monitor, ascending in energy."""
        return self._made("spectrum", channel).frame

    def map(
        self, channel: str | None = None, view: Literal["incident", "transfer"] = "incident"
    ) -> Dataset:
        """The map of a channel as an xarray dataset, over `emission` and `incident`, with `transfer` of each cell.

        With `view="transfer"` it is over `transfer` and `incident`, so that `.sel(transfer=1021.5, method="nearest")` is a cut at
        constant transfer. Each column is shifted by its Ω in steps of the emission energy: each cell keeps its measured
        value, within half a step of its exact position, which follows from its `emission`. Outside the values are NaN.
        """
        result = self._made("map", channel, view=view)
        return array_of(result._value, result._attributes)

    def _made(self, step: str, channel: str | None, **parameters: Any) -> Result:
        name = self._channel if channel is None else channel
        given = {key: one for key, one in {"channel": name, **parameters}.items() if one}
        input_ = Input(StepNode(step, (Input(self._node, seen=self._seen),), given))
        (answer,) = evaluate([input_])
        result = results_of(input_, answer)[0]
        result._require()
        return result

    def figure(self, path: Any = None, **options: Any) -> bytes:
        """A figure of the scan; arguments as for `Result.figure`."""
        return display.figure([self._as_input()], path, **options)

    def __repr__(self) -> str:
        return display.scan_text(self)

    def _repr_html_(self) -> str:
        return display.scan_html(self)

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        return display.bundle(self, display.scan_html, [self._as_input()], include, exclude)

    def _as_input(self) -> Input:
        return Input(self._node, self._channel, seen=self._seen)

    @property
    def _seen(self) -> dict[str, str]:
        """Digest of the scan as opened: if the file has changed since, steps refuse it."""
        return {self._node.key: self._info["key"]}
