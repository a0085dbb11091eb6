"""Display of scans and results in notebooks: a figure and numbers, or text.

Names come from files of unknown origin: all of them are escaped.
"""

from __future__ import annotations

import base64
import os
from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

from ..engineprocess.errors import XESError
from .evaluation import ask
from .heldback import CELL
from .inputs import path_of
from .mime import view_bundle
from .nodes import Input
from .number import numbers_html
from .oneline import line
from .recipe import Recipe
from .shownrows import MOST_ROWS, table_html, table_text

if TYPE_CHECKING:
    from .result import Result
    from .results import Results
    from .scan import Scan

# a larger figure would make notebooks slow, and is replaced by text
_MOST_BYTES = 4_000_000
_MOST_BRIEF = 3


def figure(
    inputs: Sequence[Input],
    path: str | os.PathLike[str] | None = None,
    *,
    format: str | None = None,
    width: float = 12.0,
    height: float | None = None,
    dpi: float = 300,
    view: str | None = None,
) -> bytes:
    """A figure of some results, also written to a path if one is given."""
    ending = "" if path is None else os.path.splitext(os.fspath(path))[1][1:].lower()
    recipe = Recipe(inputs)
    found = ask(
        recipe,
        "figure",
        shown=[recipe.ref(one) for one in inputs],
        format=(ending or "svg") if format is None else format,
        width=width,
        height=height,
        dpi=dpi,
        view=view,
        **({} if path is None else {"out": path_of(path)}),
    )
    return bytes(found["bytes"])


def bundle(
    shown: Any,
    html: Callable[[Any], str],
    inputs: Sequence[Input],
    include: Any = None,
    exclude: Any = None,
    otherwise: Sequence[Sequence[Input]] = (),
) -> dict[str, Any]:
    """
    The mime bundle for a notebook. Never raises: without a figure the rest is shown.
    @param otherwise alternatives to draw if the inputs can't be drawn: the first that can is used.
    """
    found: dict[str, Any] = {"text/plain": repr(shown), "text/html": html(shown)}
    try:
        drawn = (_picture(one) for one in (inputs, *otherwise))
        picture = next((one for one in drawn if one is not None), None)
    except XESError as changed:
        # the file's present contents do not belong to these numbers
        return _chosen(found | _noted(found, str(changed)), include, exclude)
    if picture is not None:
        # next to the numbers, as an image, which untrusted notebooks keep. A second copy, as a separate SVG, would
        # double the size of the notebook, so it is included only on explicit request
        found["text/html"] = f"<div>{_image(picture, _in_words(shown))}{found['text/html']}</div>"
        if include and "image/svg+xml" in include:
            found["image/svg+xml"] = picture.decode()
    return _chosen(found | _live(shown), include, exclude)


def _noted(found: dict[str, Any], sentence: str) -> dict[str, Any]:
    return {
        "text/plain": f"{found['text/plain']}\n{line(sentence)}",
        "text/html": f"{found['text/html']}<p>{escape(line(sentence))}</p>",
    }


def _chosen(found: dict[str, Any], include: Any, exclude: Any) -> dict[str, Any]:
    return {
        name: one
        for name, one in found.items()
        if (not include or name in include) and (not exclude or name not in exclude)
    }


def _picture(inputs: Sequence[Input]) -> bytes | None:
    """The figure as SVG; None if there is nothing to draw. Raises `file/changed`."""
    if not inputs:
        return None
    try:
        picture = figure(inputs, dpi=150)
    except Exception as error:  # a table, a scan without points, a lost engine: shown as text
        if getattr(error, "code", "") == "file/changed":
            raise
        return None
    return picture if len(picture) <= _MOST_BYTES else None


def _live(shown: Any) -> dict[str, Any]:
    """The part of the bundle that the JupyterLab extension shows as a viewer."""
    try:
        return view_bundle(shown)
    except Exception:  # no document can hold it: the figure is shown
        return {}


def _in_words(shown: Any) -> str:
    """The alternative text of the figure."""
    labels = getattr(shown, "labels", None) or [getattr(shown, "label", "")]
    if not any(labels):
        labels = [os.path.basename(getattr(shown, "path", "") or "results")]
    more = f" and {len(labels) - MOST_ROWS} more" if len(labels) > MOST_ROWS else ""
    return f"Plot of {line(', '.join(labels[:MOST_ROWS]))}{more}"


def _image(svg: bytes, words: str) -> str:
    data = base64.b64encode(svg).decode()
    return f'<img alt="{escape(words)}" style="max-width:100%;background:white" src="data:image/svg+xml;base64,{data}">'


def scan_text(scan: Scan) -> str:
    """A scan as text."""
    CELL.show(scan.warnings, [scan._node.bare])
    return "\n".join(f"{name:<10} {value}" for name, value in _facts(scan))


def scan_html(scan: Scan) -> str:
    """A scan as a table of its metadata."""
    rows = "".join(_row(name, value) for name, value in _facts(scan))
    return f"<table><tbody>{rows}</tbody></table>"


def _facts(scan: Scan) -> list[tuple[str, str]]:
    info = scan.info
    metadata = scan.metadata
    title, command = (metadata.get(name) or "" for name in ("title", "scanCommand"))
    channels = [f"[{name}]" if name == scan.selected else name for name in scan.channels]
    facts = [
        ("scan", os.path.basename(scan.path)),
        ("kind", f"{scan.kind} ({info['facility']}, {info['format']})"),
        ("channels", ", ".join(channels)),
        ("points", f"{info['points']['measured']} of {info['points']['planned']}"),
        *_ranges(info),
        ("title", title),
        ("sample", metadata.get("sample")),
        # many titles are the command after a word
        ("command", None if command in title else command),
        *(("warning", f"{one['message']} [{one['code']}]") for one in scan.warnings),
    ]
    return [(name, line(value)) for name, value in facts if value not in (None, "")]


def _ranges(info: dict[str, Any]) -> list[tuple[str, str]]:
    ranges = [("incident", info["incident"])]
    ranges += [
        ("emission" if name == "default" else f"ω {name}", one)
        for name, one in info["emission"].items()
    ]
    return [
        (name, _range(one)) for name, one in ranges if one
    ]


def _range(one: dict[str, Any]) -> str:
    least, most = f"{one['min']:.2f}", f"{one['max']:.2f}"
    return f"{least if least == most else f'{least} to {most}'} {one['unit']}"


def result_text(result: Result) -> str:
    """A result as text: kind, numbers, warnings."""
    if result.error is not None:
        return f"{line(result.label)}: {line(result.error)}"
    head = f"{result.kind or 'numbers'}  {line(result.label)}".rstrip()
    rows = ""
    if result.kind == "table":
        rows = table_text(result._value)
    warnings = [f"warning: {line(one['message'])} [{one['code']}]" for one in result.warnings]
    CELL.show(result.warnings, [result._key, *(one._key for one in result._parts or ())])
    verdict = [line(one) for one in result.verdict]
    # warnings before parts that may be long, so that they are visible in a small cell
    return "\n".join(filter(None, [head, *verdict, *warnings, rows, repr(result.numbers)]))


def result_html(result: Result) -> str:
    """The same as HTML; of a table the first rows."""
    if result.error is not None:
        return f"<p>{escape(result_text(result))}</p>"
    head = f"<p><b>{escape(line(result.label))}</b> ({escape(result.kind or 'numbers')})</p>"
    rows = ""
    if result.kind == "table":
        rows = table_html(result._value)
    warnings = "".join(
        f"<p>{escape(line(one['message']))} [{escape(one['code'])}]</p>" for one in result.warnings
    )
    verdict = "".join(f"<p>{escape(line(one))}</p>" for one in result.verdict)
    return head + verdict + warnings + rows + numbers_html(result.numbers)


def results_text(results: Results) -> str:
    """Several results as text."""
    return f"{len(results)} results\n" + "\n".join(
        f"  {line(one.label)}: {_state(one)}{_briefly(one)}" for one in results
    )


def _briefly(result: Result) -> str:
    """Its first numbers, for one line."""
    numbers = {} if result.error is not None else result.numbers._numbers
    first = list(numbers.items())[:_MOST_BRIEF]
    return "".join(f"{', ' if i else '  '}{name} {one}" for i, (name, one) in enumerate(first))


def results_html(results: Results) -> str:
    """Several results as a table: kind and numbers of each."""
    names = list(dict.fromkeys(name for one in results.good for name in one.numbers))[:MOST_ROWS]
    head = "".join(f"<th>{escape(name)}</th>" for name in names)
    rows = "".join(
        f"<tr><th style='text-align:left'>{escape(line(one.label))}</th><td>{escape(_state(one))}</td>"
        + "".join(_cell(one, name) for name in names)
        + "</tr>"
        for one in results
    )
    return f"<table><thead><tr><th></th><th></th>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(result: Result, name: str) -> str:
    number = None if result.error is not None else result.numbers._numbers.get(name)
    return f"<td>{'' if number is None else escape(str(number))}</td>"


def _state(result: Result) -> str:
    return line(result.error) if result.error is not None else result.kind or "numbers"


def _row(name: str, value: Any) -> str:
    return (
        f"<tr><th style='text-align:left'>{escape(name)}</th>"
        f"<td style='text-align:left'>{escape(line(value))}</td></tr>"
    )


def analysis_html(document: dict[str, Any], name: str) -> str:
    """An analysis as a table of its scans and steps."""
    rows = [("scan", one["id"], one["path"], one.get("label")) for one in document["scans"]]
    rows += [("step", one["id"], one["step"], one.get("label")) for one in document["steps"]]
    cells = "".join(
        "<tr>"
        + "".join(f"<td style='text-align:left'>{escape(line(cell or ''))}</td>" for cell in row)
        + "</tr>"
        for row in rows
    )
    return f"<p><b>{escape(line(name))}</b></p><table><tbody>{cells}</tbody></table>"
