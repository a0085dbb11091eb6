"""Analyses: documents of scans and steps that the viewer saves, opened in Python."""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from ..engineprocess.errors import XESError
from . import display, engine
from .additions import added_step, addition, changed_step, moved, quoted
from .arguments import text_of
from .batch import RunResult, run
from .call import made
from .documents import DocumentNodes
from .evaluation import evaluate
from .inputs import analysis_path, inputs_of, path_of
from .nodes import Input, Node, ScanNode
from .optional import require
from .places import name_in
from .recipe import ordered
from .savedfile import read, write

if TYPE_CHECKING:
    from pandas import DataFrame

    from .result import Result
    from .results import Results
    from .scan import Scan


class Analysis:
    """An analysis (`*.xes.json`), in the format of the viewer.

    Parameters
    ----------
    path : path
        The file.

    Examples
    --------
    >>> a = xes.Analysis("zn.xes.json")
    >>> a["average of VtC"].frame
    >>> a.add_step("area", "average of VtC", range=(9640, 9670))
    >>> a.save()
    """

    _path: str
    _document: dict[str, Any]
    # the document in the file and its digest; None if it was never saved
    _saved: dict[str, Any] | None
    _digest: str | None

    def __init__(self, path: str | os.PathLike[str]) -> None:
        self._path = analysis_path(path)
        self._editing = threading.RLock()
        self._load()

    @classmethod
    def new(
        cls,
        path: str | os.PathLike[str],
        scans: Iterable[str | os.PathLike[str]] = (),
        *,
        overwrite: bool = False,
    ) -> Analysis:
        """A new analysis of the given scans; nothing is written before `save`.

        Parameters
        ----------
        path : path
            The file to save it to.
        scans : list of path
            Its scans.
        overwrite : bool
            Whether `save` may replace an existing file, for example when a notebook is run again.
        """
        made_ = cls.__new__(cls)
        made_._path = path_of(path)
        made_._editing = threading.RLock()
        made_._digest = None
        if os.path.lexists(made_._path):
            if not overwrite:
                raise XESError(
                    "document/exists",
                    f"{made_._path} already exists: open it by xes.Analysis(…), "
                    "or replace it by xes.Analysis.new(…, overwrite=True).",
                )
            made_._digest = hashlib.sha256(read(made_._path)).hexdigest()
        text = '{"type": "xes-analysis", "version": 3, "scans": [], "steps": [], "view": {}}'
        made_._document = engine.call("document", text=text)["document"]
        made_._saved = None
        made_.add_scans(scans)
        return made_

    @property
    def path(self) -> str:
        """Its file."""
        return self._path

    @property
    def document(self) -> dict[str, Any]:
        """The document (schemas/analysis-3.schema.json); paths are relative to its folder."""
        # a copy: edits go through methods such as add_step, which check them
        return deepcopy(self._document)

    @property
    def is_changed(self) -> bool:
        """Whether it was edited since it was read or saved."""
        return self._document != self._saved

    @property
    def is_as_saved(self) -> bool:
        """Whether its file holds the current document: no edits here, and not saved by others meanwhile."""
        return not self.is_changed and hashlib.sha256(read(self._path)).hexdigest() == self._digest

    @property
    def scans(self) -> DataFrame:
        """Its scans, a row per scan, by id; `a["s1"]` opens one."""
        return self._rows("scans", ["path", "label", "role", "entry"])

    @property
    def steps(self) -> DataFrame:
        """Its steps, a row per step, by id; `a["ID"]` is the result."""
        return self._rows("steps", ["step", "from", "parameters", "label", "off"])

    def __getitem__(self, name: str) -> Result | Results | Scan:
        """The result of a step, or a scan, by its id or label."""
        input_ = self._input(name)
        if isinstance(input_.node, ScanNode):
            from .scan import open as open_scan

            return open_scan(input_.node.path, input_.node.entry, input_.node.columns)
        return made(input_, several=False)

    def add_step(
        self,
        step: str | Callable[..., Any],
        from_: Any = "scans",
        *,
        label: str | None = None,
        id: str | None = None,
        **parameters: Any,
    ) -> str:
        """Add a step.

        Parameters
        ----------
        step : str or function
            Its name or its function, such as `xes.average`.
        from_ : str or list of str
            Ids or labels of its inputs (scans and steps), or results of this analysis; `"scans"` means all samples.
        label : str, optional
            Name of the result, for display.
        id : str, optional
            Its name in files of results; by default a free name.
        **parameters
            As for the step's function.

        Returns
        -------
        str
            The id of the step: `a[id]` is its result.
        """
        edit = {"name": "add-step", **added_step(step, from_, parameters, self._source)}
        named = (("label", label), ("id", id))
        more = {name: text_of(name, one) for name, one in named if one is not None}
        return self._edit({**edit, **more})["id"]

    def set_step(self, name: str, **parameters: Any) -> None:
        """Change parameters of a step, by its id or label; others stay as they are, None resets one to its default."""
        identity = self._id(name)
        entry = next((one for one in self._document["steps"] if one["id"] == identity), None)
        if entry is None:
            raise XESError("analysis/edit", f'"{name}" is a scan, not a step.')
        change = changed_step(entry, parameters, self._source)
        self._edit({"name": "set-step", "id": identity, **change})

    def remove(self, *names: str) -> None:
        """Remove scans and steps, by ids or labels."""
        self._edit({"name": "remove", "ids": [self._id(name) for name in names]})

    def show(self, *names: str) -> None:
        """Show these results, and no others, in the viewer."""
        self._edit({"name": "show", "refs": [{"id": self._id(name)} for name in names]})

    def add_scans(
        self, paths: Iterable[str | os.PathLike[str]] | str | os.PathLike[str]
    ) -> list[str]:
        """Add scans by their paths.

        Returns
        -------
        list of str
            Their ids.
        """
        many = [paths] if isinstance(paths, (str, os.PathLike)) else paths
        files = [path_of(path) for path in many]
        if not files:
            return []
        relative = [self._relative(file) for file in files]
        return self._edit({"name": "add-scans", "paths": relative})["ids"]

    def add(self, result: Result, label: str | None = None) -> str:
        """Add a result computed in Python, with all its inputs.

        Scans and steps that are already in the analysis (same file; same step on the same inputs) are not added again.

        Returns
        -------
        str
            The id of its step.
        """
        ((input_,), _) = inputs_of(result)
        identity = self._add(input_, False)
        if label is not None:
            self._edit({"name": "rename", "id": identity, "label": label})
        return identity

    def _add(self, input_: Input, is_reference: bool) -> str:
        known = {node.bare: name for name, node in self._nodes.by_id.items()}
        added: dict[str, str] = {}
        for node in ordered([input_]):
            if node.bare in known:
                added[node.key] = known[node.bare]
                continue
            answer = self._edit(addition(node, added, self._relative, is_reference))
            added[node.key] = answer["id"] if "id" in answer else answer["ids"][0]
        return added[input_.node.key]

    def save(self, path: str | os.PathLike[str] | None = None, *, overwrite: bool = False) -> str:
        """Save it, completely or not at all. A viewer that has it open is updated, or asks if it has unsaved changes.

        Parameters
        ----------
        path : path, optional
            The new file; by default the file it was read from.
        overwrite : bool
            Whether to replace an existing file, or one that was changed since this analysis was read.

        Raises
        ------
        XESError
            `document/changed` if the file was changed meanwhile; `reload()` reads it again.
        """
        target = self._path if path is None else path_of(path)
        document = self._document
        expected = self._digest
        if target != self._path:
            expected = None
            document = moved(document, self._path, target)
        text = engine.call("write", document=document)["text"]
        self._digest = write(target, text, expected, overwrite)
        self._path, self._document, self._saved = target, document, document
        return target

    def reload(self) -> None:
        """Read the file again; unsaved changes are lost."""
        self._load()

    def run(
        self,
        files: Any = (),
        out: str | os.PathLike[str] | None = None,
        *,
        progress: bool = True,
        client: Any = None,
        resume: bool = True,
        nexus: bool = False,
        replace: Mapping[str, str | os.PathLike[str]] | None = None,
    ) -> RunResult:
        """Run its recipe over many scans, like `xes.run`."""
        return run(
            self,
            files,
            out,
            progress=progress,
            client=client,
            resume=resume,
            nexus=nexus,
            replace=replace,
        )

    def figure(self, path: Any = None, **options: Any) -> bytes:
        """A figure of the results shown in it; arguments as for `Result.figure`."""
        return display.figure(self._shown(), path, **options)

    def __repr__(self) -> str:
        lines = [f"analysis   {os.path.basename(self._path)}"]
        lines += [f"scan       {one['id']}  {one['path']}" for one in self._document["scans"]]
        lines += [
            f"step       {one['id']}  {one['step']}{quoted(one.get('label'))}"
            for one in self._document["steps"]
        ]
        return "\n".join(display.line(one) for one in lines)

    def _repr_html_(self) -> str:
        return display.analysis_html(self._document, os.path.basename(self._path))

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> dict[str, Any]:
        html, otherwise = Analysis._repr_html_, self._fallbacks()
        return display.bundle(self, html, self._shown(), include, exclude, otherwise)

    def _ipython_key_completions_(self) -> list[str]:
        entries = [*self._document["scans"], *self._document["steps"]]
        return [one["id"] for one in entries] + [
            one["label"] for one in entries if one.get("label")
        ]

    def _load(self) -> None:
        data = read(self._path)
        text = data.decode("utf-8", "replace")
        self._document = self._saved = engine.call("document", text=text)["document"]
        self._digest = hashlib.sha256(data).hexdigest()

    @property
    def _nodes(self) -> DocumentNodes:
        return DocumentNodes(self._document, self._path)

    def _relative(self, file: str) -> str:
        return name_in(self._path, file)

    def _edit(self, edit: dict[str, Any]) -> dict[str, Any]:
        with self._editing:
            answer = engine.call("edit", document=self._document, edit=edit)
            self._document = answer["document"]
        return answer

    def _rows(self, name: str, columns: list[str]) -> DataFrame:
        pandas = require("pandas", "A frame")
        entries = self._document[name]
        frame = pandas.DataFrame(entries, columns=["id", *columns]).set_index("id")
        return frame.dropna(axis="columns", how="all") if len(frame) else frame

    def _shown(self) -> list[Input]:
        nodes = self._nodes
        refs = (self._document.get("view") or {}).get("shown") or []
        return [one for ref in refs for one in nodes.input(ref)]

    def _fallbacks(self) -> list[list[Input]]:
        """Drawn if none of the shown results can be: the last step, else the first scan."""
        nodes = self._nodes
        steps = [one["id"] for one in self._document["steps"] if not one.get("off")]
        names = [*steps[-1:], *[one["id"] for one in self._document["scans"][:1]]]
        return [nodes.input(name) for name in names]

    def _source(self, given: Any, is_reference: bool) -> Any:
        if isinstance(given, str):
            return "scans" if given == "scans" else self._id(given)
        if isinstance(given, Mapping):
            return dict(given)
        ((input_,), _) = inputs_of(given)
        names = {node.key: name for name, node in self._nodes.by_id.items()}
        if input_.node.key not in names:
            added = self._add(input_, is_reference)
            names = {node.key: name for name, node in self._nodes.by_id.items()}
            return {**input_.ref({**names, input_.node.key: added}), "id": added}
        return input_.ref(names)

    def _input(self, name: str) -> Input:
        (found,) = self._nodes.input(self._id(name))
        return found

    def _id(self, name: str) -> str:
        entries = [*self._document["scans"], *self._document["steps"]]
        if any(one["id"] == name for one in entries):
            return name
        named = [one["id"] for one in entries if one.get("label") == name]
        named = named or [one for one, labels in self._made_labels().items() if name in labels]
        if len(named) == 1:
            return named[0]
        known = ", ".join(self._ipython_key_completions_()) or "none"
        many = f"{len(named)} scans and steps are" if named else "No scan or step is"
        raise XESError("analysis/unknown", f'{many} called "{name}" here; there are {known}.')

    def _made_labels(self) -> dict[str, list[str]]:
        """The generated labels of steps that have none."""
        nodes = self._nodes
        names = [one["id"] for one in self._document["steps"] if not one.get("label")]
        inputs = [nodes.input(name)[0] for name in names]
        if not inputs:
            return {}
        answers = evaluate(inputs, arrays=False)
        return {
            name: [item.get("label") or "" for item in answer.items]
            for name, answer in zip(names, answers, strict=True)
        }
