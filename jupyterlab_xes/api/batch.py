"""The recipe of an analysis over many scans."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ..engineprocess.errors import XESError
from . import engine
from .cluster import run_on, using
from .csvtable import read_table
from .inputs import path_of
from .progress import Progress
from .recipefile import recipe_file
from .runfolder import ScanFolder
from .scan import Scan

if TYPE_CHECKING:
    from pandas import DataFrame

    from .analysis import Analysis
    from .result import Result


def run(
    recipe: str | os.PathLike[str] | Mapping[str, Any] | Analysis | Result,
    files: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    out: str | os.PathLike[str] | None = None,
    *,
    client: Any = None,
    progress: bool = True,
    resume: bool = True,
    nexus: bool = False,
    replace: Mapping[str, str | os.PathLike[str]] | None = None,
) -> RunResult:
    """Run the recipe of an analysis over many scans, like `jupyterlab-xes run`: the same files, the same numbers.

    Parameters
    ----------
    recipe : path, Analysis, document or Result
        Run for each file separately, or once for all files if the first step works on several scans together.
        For a `Result`: the steps that computed it, with the files in place of its scans, and the channels as chosen;
        what it was compared with (`join`, `reference`, the second input of a difference) stays.
    files : path, pattern, or list of them
        The scans; `"scans/2807*.nxs"` means all matching files. Without files, `replace` says which scans to replace.
    out : path, optional
        The folder of the results; by default `NAME-results` in the working directory.
    client : dask.distributed.Client or "local", optional
        Runs on the workers of a Dask cluster, each with its own engine; `"local"` starts a cluster on this machine
        with one worker per core. The workers must see the files and `out` under the same paths. By default the run
        is done in this process.
    progress : bool
        Whether to show a progress bar.
    resume : bool
        Whether to skip scans that already have results, computed from the same scan by the same recipe and the same
        version.
    nexus : bool
        Whether to write all results as NeXus, too.
    replace : dict of path, optional
        Files that replace single scans of the analysis, by their ids, such as `{"s1": "wide.nxs"}`.

    Returns
    -------
    RunResult
        Its `summary` and its failures; a scan that fails does not affect the others.

    Examples
    --------
    >>> done = xes.run("kbeta.xes.json", "scans/2807*.nxs", out="results")
    >>> done.summary[["moments.m1", "moments.m1_sigma"]]
    """
    source = recipe_file(recipe)
    paths = [] if replace and _is_none(files) else files_of(files)
    folder = os.path.join(os.getcwd(), f"{source.name}-results") if out is None else path_of(out)
    replaced = [f"{name}={path_of(path)}" for name, path in (replace or {}).items()]
    more = {**source.fields, "out": folder, "nexus": nexus, "replace": replaced}
    if client is not None:
        with using(client) as cluster:
            more["made"] = run_on(cluster, more, paths, resume=resume, progress=progress)
        # scans that no worker finished are done here, and the summary is written
        progress = False
    answer = _run_here(more, paths, resume, progress)
    return RunResult(folder, answer["outcomes"])


def _run_here(more: dict[str, Any], paths: list[str], resume: bool, progress: bool) -> Any:
    bar = Progress(len(paths), progress)

    def seen(frame: Mapping[str, Any]) -> None:
        # the state of a scan that is done; else the name of the phase
        if isinstance(frame["what"], Mapping):
            state = frame["what"]["state"]
            bar.step(state not in ("done", "there"), state == "there")

    try:
        return engine.call("run", files=paths, resume=resume, progress=seen, **more)
    finally:
        bar.close()


class RunResult:
    """The outcome of a run: a folder of results per scan, and a summary."""

    def __init__(self, out: str, outcomes: list[dict[str, Any]]) -> None:
        self._out = out
        self._outcomes = outcomes

    @property
    def out(self) -> str:
        """The folder of all results."""
        return self._out

    @property
    def summary(self) -> DataFrame:
        """A row per scan, by the name of its folder: its status, and every number with its σ."""
        path = os.path.join(self._out, "summary.csv")
        frame = read_table(path, words=("file", "folder", "status", "code", "message"))
        # a scan that failed has no folder: it is named by its file
        names = frame["folder"].where(frame["folder"].notna(), frame["file"].map(os.path.basename))
        return frame.drop(columns="folder").set_index(names)

    @property
    def failures(self) -> dict[str, XESError]:
        """Complete and partial failures, by file: the first reason of each."""
        return {
            one["file"]: XESError(one["failures"][0]["code"], _sentences(one["failures"]))
            for one in self._outcomes
            if one["failures"]
        }

    @property
    def earlier(self) -> list[str]:
        """The names of the folders whose results were left from an earlier run, without a new computation."""
        return [one["folder"] for one in self._outcomes if one.get("wasThere")]

    @property
    def names(self) -> list[str]:
        """The names of the folders of all scans with results."""
        return [one["folder"] for one in self._outcomes if one["folder"]]

    def __getitem__(self, name: str) -> ScanFolder:
        """The results of a scan, by the name of its folder or its file."""
        for one in self._outcomes:
            if one["folder"] and name in (
                one["folder"],
                one["file"],
                os.path.basename(one["file"]),
            ):
                return ScanFolder(os.path.join(self._out, one["folder"]))
        failed = self.failures.get(name)
        if failed is not None:
            raise failed
        raise KeyError(f"There are no results of {name!r}; there are {', '.join(self.names)}.")

    def __len__(self) -> int:
        return len(self._outcomes)

    def __repr__(self) -> str:
        count = sum(one["status"] == "done" for one in self._outcomes)
        there = f", {len(self.earlier)} of them by an earlier run" if self.earlier else ""
        lines = [f"{count} of {len(self)} done{there}, in {self._out}"]
        lines += [f"  {file}: {error}" for file, error in self.failures.items()]
        return "\n".join(lines)

    def _ipython_key_completions_(self) -> list[str]:
        return self.names


def _is_none(files: Any) -> bool:
    return isinstance(files, (list, tuple)) and not files


def files_of(given: Any) -> list[str]:
    """Paths and matches of patterns, as absolute paths."""
    many = [given] if isinstance(given, (str, os.PathLike, Scan)) else list(given)
    if not many:
        raise XESError("run/no-files", "There is no file to run the recipe over: this list is empty.")
    return [path for one in many for path in _matching(_path_of(one))]


def _path_of(one: Any) -> str:
    if not isinstance(one, Scan):
        return path_of(one)
    node = one._node
    if node.entry is not None or node.columns is not None or one.selected is not None:
        raise XESError(
            "run/scan-choice",
            f"{one.path}: a run reads files as the recipe says, and this scan was opened with an entry, columns or a "
            "channel of its own. Choose those in the recipe (a step's `channel`, the scan's `entry` and `columns`), or "
            "call the steps on the scan itself.",
        )
    return one.path


def _matching(path: str) -> list[str]:
    if os.path.lexists(path) or not glob.has_magic(path):
        return [path]
    found = sorted(glob.glob(path, recursive=True))
    if not found:
        raise XESError("file/not-found", f"No file matches {path}.")
    return found


def _sentences(failures: Iterable[Mapping[str, str]]) -> str:
    return " ".join(
        f"{one['step']}: {one['message']}" if one["step"] else one["message"] for one in failures
    )
