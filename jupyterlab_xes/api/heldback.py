"""
Holds the warnings of a notebook's cell until the cell has run: those displayed with its output are not issued again.
"""

from __future__ import annotations

import threading
import warnings
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any


@dataclass(frozen=True)
class Held:
    """A warning and its location."""

    warning: Warning
    #: the warnings behind it: key of the result or scan, code and message of each
    said: frozenset[tuple[str, str, str]]
    file: str
    line: int
    module: str

    def give(self, registry: dict[Any, Any]) -> None:
        """Issue it as a Python warning. @param registry the warnings issued before"""
        warnings.warn_explicit(
            self.warning,
            type(self.warning),
            self.file,
            self.line,
            module=self.module,
            registry=registry,
        )


class _Cell:
    """The running cell in the kernel of this process."""

    def __init__(self) -> None:
        self._shell: Any = None
        # the warning filters before the cell, to detect changes in it
        self._filters: Any = None
        self._held: list[Held] = []

    def takes(self, category: type[Warning]) -> bool:
        """Whether a warning can be held: a cell runs, and does not record warnings or turn them into errors."""
        shell = _shell()
        if shell is None or threading.current_thread() is not threading.main_thread():
            return False
        if self._shell is not shell:
            self._shell = shell
            self._filters = warnings.filters
            shell.events.register("pre_run_cell", self._begin)
            shell.events.register("post_run_cell", self._end)
        is_error = any(one[0] == "error" and issubclass(category, one[2]) for one in warnings.filters)
        return warnings.filters is self._filters and not is_error

    def hold(self, held: Held) -> None:
        self._held.append(held)

    def show(self, found: Iterable[Mapping[str, str]], of: Iterable[str]) -> None:
        """Drop warnings displayed with their results or scans; the same warnings about others stay."""
        shown = {(subject, one["code"], one["message"]) for subject in of for one in found}
        left = (replace(one, said=one.said - shown) for one in self._held)
        self._held = [one for one in left if one.said]

    def _begin(self, *_: Any) -> None:
        self._filters = warnings.filters
        self._give()

    def _end(self, *_: Any) -> None:
        self._give()

    def _give(self) -> None:
        held, self._held = self._held, []
        # a cell that is run again issues them again
        registry: dict[Any, Any] = {}
        for one in held:
            one.give(registry)


def _shell() -> Any:
    """The shell of a notebook's kernel that runs a cell, if this is one."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    return shell if getattr(shell, "kernel", None) is not None else None


CELL = _Cell()
