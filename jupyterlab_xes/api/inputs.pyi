import os
from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import numpy as np

from .nodes import Input as _Input
from .result import Result
from .results import Results
from .scan import Scan

# pandas' own, which has no types where its stubs are not installed
class Frame(Protocol):
    @property
    def attrs(self) -> dict[Any, Any]: ...
    @property
    def columns(self) -> Any: ...
    def set_index(self, keys: Any) -> Any: ...

# xarray's datasets and arrays, over one energy
class Labelled(Protocol):
    @property
    def attrs(self) -> Any: ...
    @property
    def coords(self) -> Any: ...
    @property
    def sizes(self) -> Any: ...

# polars' frames
class Columns(Protocol):
    def to_dict(self, *, as_series: bool = True) -> Any: ...

# arrow's tables
class Table(Protocol):
    def to_pydict(self) -> Any: ...

Range = tuple[float, float]
Bounds = tuple[float | None, float | None]
Input = (
    Scan
    | Result
    | Frame
    | Labelled
    | Columns
    | Table
    | Mapping[str, Any]
    | np.ndarray[Any, Any]
    | str
    | os.PathLike[str]
)
Several = Results | Sequence[Input]
Inputs = Input | Several

def path_of(path: str | os.PathLike[str]) -> str: ...
def scan_path(path: str | os.PathLike[str]) -> str: ...
def analysis_path(path: str | os.PathLike[str]) -> str: ...
def inputs_of(given: Any) -> tuple[tuple[_Input, ...], bool]: ...
