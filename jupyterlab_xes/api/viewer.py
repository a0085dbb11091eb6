"""Control of the viewer that is open next to the notebook."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..engineprocess.errors import XESError
from .additions import added_step, several
from .arguments import text_of
from .frontend import Link, link_here, started_in
from .nodes import ScanNode
from .scan import Scan

#: s
TIMEOUT = 60.0

Path = str | os.PathLike[str]
Source = str | Mapping[str, Any] | Scan


class Viewer:
    """
    The viewer that is open in JupyterLab: the visible one, of several the last used, or that of a result opened by
    `xes.view`. If there is none, `add` opens a new analysis; methods that only read create no file.

    It works across cells, and within a cell if JupyterLab (4.4) and the kernel (ipykernel 7) can communicate while a
    cell runs. Otherwise requests are answered between cells: such a call raises `viewer/busy`, and the same call in
    the next cell returns the answer.

    Raises
    ------
    XESError
        `viewer/missing` if the cell is not run by a JupyterLab with this extension: in scripts, nbconvert, papermill.
    """

    def __init__(self) -> None:
        self._asked: dict[str, tuple[Link, int]] = {}
        self._do("attach", {})

    def open(self, path: Path, *, timeout: float = TIMEOUT) -> None:
        """
        Open a scan or an analysis next to the notebook, and wait until everything shown is computed. Later calls
        refer to it. Steps that no shown result needs stay `waiting`: `result` computes one, `show` draws it.
        """
        self._do("open", {"path": _named(path)}, timeout)

    def add(self, paths: Path | Iterable[Path], *, timeout: float = TIMEOUT) -> list[str] | None:
        """Add scans to the open analysis. Returns their ids, if the page answers within a cell."""
        given = [paths] if isinstance(paths, (str, os.PathLike)) else list(paths)
        found = self._do("add", {"paths": [_named(path) for path in given]}, timeout)
        return None if found is None else list(found["ids"])

    def show(self, ids: Source | Sequence[Source], *, timeout: float = TIMEOUT) -> None:
        """Draw these scans and results, by their ids or labels, and no others."""
        self._do("show", {"ids": [_source(one) for one in several(ids)]}, timeout)

    def add_step(
        self,
        step: Any,
        from_: Source | Sequence[Source] = "scans",
        *,
        label: str | None = None,
        id: str | None = None,
        timeout: float = TIMEOUT,
        **parameters: Any,
    ) -> str:
        """
        Add a step, like the form.

        Parameters
        ----------
        step : str or function
            Its name, such as `"average"`, or the function of this package.
        from_ : id or label, or list of them
            Its inputs; `"scans"` for all scans. A `Scan` is added if it is missing.
        label : str, optional
            Name of the result, for display.
        id : str, optional
            Its name in files of results; by default a free name.
        **parameters
            As for the step's function; omitted ones have their defaults.

        Returns
        -------
        str
            Its id.
        """
        named = (("label", label), ("id", id))
        args = {
            **added_step(step, from_, parameters, lambda one, _: _source(one)),
            **{name: text_of(name, one) for name, one in named if one is not None},
        }
        return str(self._ask("addStep", args, timeout)["id"])

    def state(self, *, timeout: float = TIMEOUT) -> dict[str, Any]:
        """
        The current state: scans, steps with their outcomes, numbers and warnings, and what is shown. They are empty
        if no viewer is open; `document` is then None, as it is for a result opened by `xes.view`. Paths are those of
        the kernel. A step with the outcome `waiting` is neither shown nor needed by a shown one: `result` computes
        it. A `pending` step is still being computed, and has no numbers: `settled` waits for all.
        """
        link = self._link()
        if not link.is_prompt and link.is_current:
            return _located(link.state)
        return _located(self._ask("state", {}, timeout))

    def result(
        self, id: str, *, channel: str | None = None, output: str | None = None, timeout: float = TIMEOUT
    ) -> dict[str, Any]:
        """
        A result by its id or label, with its arrays and numbers, computed if necessary; missing numbers are NaN.

        Raises
        ------
        XESError
            With the code and the sentence of the step that failed.
        """
        args = {"id": id, "channel": channel, "output": output}
        return dict(
            self._ask("result", {name: one for name, one in args.items() if one is not None}, timeout)
        )

    def settled(self, *, timeout: float = TIMEOUT) -> dict[str, Any]:
        """Wait until everything shown is computed. Returns the state then."""
        return _located(self._ask("settled", {}, timeout))

    def __repr__(self) -> str:
        return "<Viewer: the XES viewer beside this notebook>"

    def _link(self) -> Link:
        link = link_here()
        if link.failed:
            raise link.failed.pop(0)
        return link

    def _do(self, op: str, args: dict[str, Any], timeout: float = TIMEOUT) -> Any:
        """Send a command; if answers arrive between cells, an error is raised by the next call."""
        link = self._link()
        if link.is_prompt:
            return link.wait(link.send(op, args), timeout, op)
        link.send(op, args, keep=False)
        return None

    def _ask(self, op: str, args: dict[str, Any], timeout: float) -> Any:
        """Send a query; if answers arrive between cells, the same call returns the answer in the next cell."""
        link = self._link()
        if link.is_prompt:
            return link.wait(link.send(op, args), timeout, op)
        key = json.dumps([op, args], sort_keys=True, default=str)
        asked_of, request = self._asked.get(key, (link, 0))
        if request and asked_of is link:
            answer = link.take(request)
            if answer is not None:
                del self._asked[key]
                return answer
        else:
            self._asked[key] = (link, link.send(op, args))
        raise XESError(
            "viewer/busy",
            "The viewer will answer after this cell has run: this kernel receives no messages while a cell runs "
            "(ipykernel 7 and JupyterLab 4.4 do). Run the same call in the next cell, which has the answer.",
        )


def _named(path: Path) -> dict[str, Any]:
    """A path for the page: relative to the folder the kernel started in, as written and with links resolved."""
    name = os.fspath(path)
    if not os.path.exists(name):
        raise XESError("file/not-found", f"{name} does not exist. Is the path right?")
    started = started_in()
    relative = []
    for whole, base in (
        (os.path.abspath(name), started),
        (os.path.realpath(name), os.path.realpath(started)),
    ):
        try:
            relative.append(os.path.relpath(whole, base).replace(os.sep, "/"))
        except ValueError:  # on another drive
            continue
    return {"name": name, "relative": list(dict.fromkeys(relative))}


def _source(given: Any) -> Any:
    """An input of a step, for the page: an id or label, or the file of a scan."""
    if isinstance(given, (str, Mapping)):
        return given
    node = given._as_input().node if isinstance(given, Scan) else None
    if isinstance(given, os.PathLike):
        node = ScanNode(os.fspath(given))
    if not isinstance(node, ScanNode):
        raise XESError(
            "step/input",
            f"The viewer works on its own scans and steps, by id or label, and on scans, not on a {type(given).__name__}. "
            "xes.view(result) shows a result of Python; Analysis.add(result) puts it into an analysis.",
        )
    more = {
        "entry": node.entry,
        "columns": node.columns,
        "channel": given.selected if isinstance(given, Scan) else None,
    }
    return {"scan": _named(node.path), **{name: one for name, one in more.items() if one is not None}}


def _located(state: Any) -> dict[str, Any]:
    """A state with paths that can be opened from here."""
    base = started_in()
    found = dict(state or {})
    found["scans"] = [
        {**scan, "path": os.path.normpath(os.path.join(base, scan["path"]))}
        for scan in found.get("scans", [])
    ]
    if found.get("document"):
        found["document"] = os.path.normpath(os.path.join(base, found["document"]))
    return found
