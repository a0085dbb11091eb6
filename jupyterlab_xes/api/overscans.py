"""Generalises a recipe for certain scans to any scans."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..engineprocess.errors import XESError
from .stepnames import FURTHER, PAIRS

Source = str | Mapping[str, Any]


def over_scans(document: Mapping[str, Any]) -> dict[str, Any]:
    """
    A recipe of certain scans as one of whatever scans there are: a step that works on all of them works on `scans`. What a
    step compares with, such as the wider scan of a background or the second of a difference, stays, as a reference.
    """
    roles = _Roles(document)
    steps = [
        {**one, "from": _freed(roles.sources(one), roles.samples)} for one in document["steps"]
    ]
    named = {_id(source) for one in steps for source in one["from"]}
    scans = [
        {**one, **({"role": "reference"} if one["id"] in roles.references else {})}
        for one in [*document["scans"], *roles.copies]
        if one["id"] in named
    ]
    view: dict[str, Any] = {"shown": [], "selected": [], "active": None}
    return {**document, "scans": scans, "steps": steps, "view": view}


def compares(step: str, parameters: Mapping[str, Any]) -> bool:
    """Whether the last input of a step is a reference for the others."""
    name, value = FURTHER.get(step, (None, None))
    return step in PAIRS or (name is not None and parameters.get(name) == value)


class _Roles:
    """The scans of a recipe to be replaced, and those to stay as references."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        self._scans = {one["id"]: one for one in document["scans"]}
        self._steps = {one["id"]: one for one in document["steps"]}
        self.references: set[str] = set()
        #: scans that are both are listed twice, the second time as references
        self.copies: list[dict[str, Any]] = []
        self._copied: dict[str, str] = {}
        of_samples = self._main()
        self.samples = [name for name in self._scans if name in of_samples]
        self._further(of_samples)

    def sources(self, step: Mapping[str, Any]) -> list[Source]:
        """The inputs of a step, its reference under its id as a reference."""
        sources = list(step["from"])
        if compares(step["step"], step["parameters"]):
            name = _id(sources[-1])
            if name in self._copied:
                channel = None if isinstance(sources[-1], str) else _channel(sources[-1])
                own = self._copied[name]
                sources[-1] = own if channel is None else {"id": own, "channel": channel}
        return sources

    def _main(self) -> set[str]:
        """The scans and steps that results depend on other than as references."""
        used = {_id(source) for one in self._steps.values() for source in one["from"]}
        found = {name for name in self._steps if name not in used}
        for one in reversed(self._steps.values()):
            if one["id"] in found:
                found.update(_id(source) for source in _parts(one)[0])
        return found

    def _further(self, main: set[str]) -> None:
        samples = set(self.samples)
        for one in self._steps.values():
            for source in _parts(one)[1]:
                below = self._below(_id(source))
                if _id(source) in samples:
                    self._copy(_id(source))
                elif not below & samples:
                    self.references |= below
                elif below - samples:
                    mixed = ", ".join(sorted(self._scans[name]["path"] for name in below & samples))
                    raise XESError(
                        "recipe/names-scans",
                        f'What step "{one["id"]}" compares with is made of scans that stay and of {mixed}, which is '
                        "also what the files of a run would take the place of: do the comparison with results of other "
                        "scans, or save the analysis and run that with references of its own.",
                    )

    def _copy(self, name: str) -> None:
        if name not in self._copied:
            own = f"{name[:50]}-reference"
            self._copied[name] = own
            self.copies.append({**self._scans[name], "id": own})
            self.references.add(own)

    def _below(self, name: str) -> set[str]:
        """The scans that a node depends on."""
        found: set[str] = set()
        waiting = [name]
        seen: set[str] = set()
        while waiting:
            one = waiting.pop()
            if one in self._scans:
                found.add(one)
            elif one not in seen:
                seen.add(one)
                waiting += [_id(source) for source in self._steps[one]["from"]]
        return found


def _parts(step: Mapping[str, Any]) -> tuple[list[Source], list[Source]]:
    """The inputs of a step, and its references."""
    sources = list(step["from"])
    return (sources[:-1], sources[-1:]) if compares(step["step"], step["parameters"]) else (sources, [])


def _freed(sources: list[Source], samples: Sequence[str]) -> list[Source]:
    """Consecutive, equal references to all samples, merged into one to `scans`."""
    refs = [{"id": one} if isinstance(one, str) else one for one in sources]
    count = len(samples)
    for at in range(len(refs) - count + 1 if count else 0):
        some = refs[at : at + count]
        rests = [{name: one for name, one in ref.items() if name != "id"} for ref in some]
        if [ref["id"] for ref in some] == samples and all(rest == rests[0] for rest in rests):
            return [*sources[:at], {"id": "scans", **rests[0]}, *sources[at + count :]]
    return list(sources)


def _channel(ref: Mapping[str, Any]) -> str | None:
    items = ref.get("only") or [""]
    return ref.get("channel") or items[0].partition(":")[2] or None


def _id(source: Source) -> str:
    """The id of the scan or step of a source."""
    if isinstance(source, str):
        return source
    only = source.get("only") or []
    return only[0].partition(":")[0] if source["id"] == "scans" and len(only) == 1 else source["id"]
