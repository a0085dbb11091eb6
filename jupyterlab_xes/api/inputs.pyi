import os
from collections.abc import Sequence
from typing import Any, Protocol

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

Range = tuple[float, float]
Bounds = tuple[float | None, float | None]
Input = Scan | Result | Frame | str | os.PathLike[str]
Several = Results | Sequence[Input]
Inputs = Input | Several

def path_of(path: str | os.PathLike[str]) -> str: ...
def inputs_of(given: Any) -> tuple[tuple[_Input, ...], bool]: ...
