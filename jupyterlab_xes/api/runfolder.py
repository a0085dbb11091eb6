"""The results of a scan in the folder of a run."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from .csvtable import read_table

if TYPE_CHECKING:
    from pandas import DataFrame


class ScanFolder(Mapping[str, Any]):
    """The results of a scan by the ids of steps, each as a frame, or a dict of frames if a step has several results."""

    def __init__(self, path: str) -> None:
        self.path = path

    @cached_property
    def record(self) -> dict[str, Any]:
        """Its result.json: parameters, numbers, warnings, sources with digests, files."""
        with open(os.path.join(self.path, "result.json"), encoding="utf-8") as file:
            return json.load(file)

    @property
    def numbers(self) -> DataFrame:
        """All numbers, a row per number: step, item, name, value, sigma, unit."""
        return read_table(os.path.join(self.path, "numbers.csv"))

    def __getitem__(self, step: str) -> Any:
        results = self._files[step]
        frames = {name: self._frame(file) for name, file in results.items()}
        return next(iter(frames.values())) if len(frames) == 1 else frames

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __repr__(self) -> str:
        return f"results in {self.path}: {', '.join(self)}"

    @cached_property
    def _files(self) -> dict[str, dict[str, str]]:
        return {
            step["id"]: {_name(one): one["file"] for one in step["results"]}
            for step in self.record["steps"]
            if step["results"]
        }

    def _frame(self, file: str) -> DataFrame:
        return read_table(os.path.join(self.path, *file.split("/")))


def _name(result: Mapping[str, Any]) -> str:
    ref = result["ref"]
    return "#".join(filter(None, [(ref.get("only") or [result["name"]])[0], ref.get("output")]))
