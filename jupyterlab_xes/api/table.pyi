# a path is a sequence of texts too: it comes first
# mypy: disable-error-code="overload-overlap"

from collections.abc import Sequence
from typing import Any, Literal, overload

from .inputs import Input, Several
from .result import Result
from .results import Results

@overload
def spectrum(
    energy: Any,
    intensity: Sequence[float] | Any,
    sigma: Sequence[float] | Any = None,
    *,
    counts: Sequence[float] | Any = None,
    monitor: Sequence[float] | Any = None,
    axis: Literal["emission", "incident", "transfer", "line"] = "emission",
    label: str | None = None,
) -> Result: ...
@overload
def spectrum(energy: Input, *, channel: str | None = None, label: str | None = None) -> Result: ...
@overload
def spectrum(
    energy: Several, *, channel: str | None = None, label: str | None = None
) -> Results: ...
