"""The viewer that is open beside the notebook, from its cells."""

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
    The viewer that is open in JupyterLab: the one in sight, of several the one that was used last, or what `xes.view` shows
    of a result. Where there is none, `add` opens a new analysis; what is only read makes no file.

    It works across cells and within one, where JupyterLab (4.4) and the kernel (ipykernel 7) speak while a cell runs.
    Elsewhere what is asked for is answered between cells: such a call raises `viewer/busy`, and the same call in the
    next cell has the answer.

    Raises
    ------
    XESError
        `viewer/missing` where no JupyterLab with this extension runs the cell: in scripts, nbconvert, papermill.
    """

    def __init__(self) -> None:
        self._asked: dict[str, tuple[Link, int]] = {}
        self._do("attach", {})

    def open(self, path: Path, *, timeout: float = TIMEOUT) -> None:
        """
        Open a scan or an analysis beside the notebook, and wait until what it shows is computed. All that follows is done
        there. Steps that nothing shown needs stay `waiting`: `result` computes one, `show` draws it.
        """
        self._do("open", {"path": _named(path)}, timeout)

    def add(self, paths: Path | Iterable[Path], *, timeout: float = TIMEOUT) -> list[str] | None:
        """Add scans to the analysis that is open. Returns their ids, where the page answers within a cell."""
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
        Add a step, as the form does.

        Parameters
        ----------
        step : str or function
            Its name, such as `"average"`, or the function of this package.
        from_ : id or label, or list of them
            What it works on; `"scans"` for all scans. A `Scan` is added where it is not there.
        label : str, optional
            What the result is called where it is shown.
        id : str, optional
            What it is called in files of results; without it a name that is free.
        **parameters
            As of the step's function; what is left out has its default.

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
        What is open and shown now: scans, steps with their outcomes, numbers and warnings, what is ticked; where no viewer
        is open there are none, and `document` is None, as it is of a result that `xes.view` opened. Paths are those of the
        kernel. A step whose outcome is `waiting` is not shown, nor needed by what is: `result` computes it. One that is
        `pending` is still computed, and has no numbers: `settled` waits for all.
        """
        link = self._link()
        if not link.is_prompt and link.is_current:
            return _located(link.state)
        return _located(self._ask("state", {}, timeout))

    def result(
        self, id: str, *, channel: str | None = None, output: str | None = None, timeout: float = TIMEOUT
    ) -> dict[str, Any]:
        """
        A result by its id or label, with its arrays and numbers, computed where it is not there; what no number is, is NaN.

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
        """Wait until all that is shown is computed. Returns the state then."""
        return _located(self._ask("settled", {}, timeout))

    def __repr__(self) -> str:
        return "<Viewer: the XES viewer beside this notebook>"

    def _link(self) -> Link:
        link = link_here()
        if link.failed:
            raise link.failed.pop(0)
        return link

    def _do(self, op: str, args: dict[str, Any], timeout: float = TIMEOUT) -> Any:
        """Have something done; where answers come between cells, what goes wrong is raised by the next call."""
        link = self._link()
        if link.is_prompt:
            return link.wait(link.send(op, args), timeout, op)
        link.send(op, args, keep=False)
        return None

    def _ask(self, op: str, args: dict[str, Any], timeout: float) -> Any:
        """Ask for something; where answers come between cells, the same call has the answer in the next cell."""
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
            "The viewer has been asked, and answers when this cell has run: this kernel hears nothing while a cell runs "
            "(ipykernel 7 and JupyterLab 4.4 do). Run the same call in the next cell, which has the answer.",
        )


def _named(path: Path) -> dict[str, Any]:
    """A path as the page finds it: relative to where the kernel started, as written and with links followed."""
    name = os.fspath(path)
    if not os.path.exists(name):
        raise XESError("file/not-found", f"{name} is not there. Is the path right?")
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
    """What a step works on, as the page finds it: an id or label, or the file of a scan."""
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
    """A state whose paths can be opened from here."""
    base = started_in()
    found = dict(state or {})
    found["scans"] = [
        {**scan, "path": os.path.normpath(os.path.join(base, scan["path"]))}
        for scan in found.get("scans", [])
    ]
    if found.get("document"):
        found["document"] = os.path.normpath(os.path.join(base, found["document"]))
    return found
