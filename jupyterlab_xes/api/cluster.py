"""A run on the workers of a Dask cluster, each with an engine of its own."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .optional import require
from .progress import Progress

# small enough that a worker that is lost costs little, large enough that the scheduler is idle
_MOST_IN_BATCH = 16
_BATCHES_A_WORKER = 8


@contextmanager
def using(client: Any) -> Iterator[Any]:
    """A client; `"local"` is one of a cluster on this machine, which ends with the run."""
    if client != "local":
        if not hasattr(client, "submit") or not hasattr(client, "scheduler_info"):
            raise XESError(
                "python/client",
                f'client is a dask.distributed.Client or "local", not a {type(client).__name__}.',
            )
        yield client
        return
    distributed = require("distributed", "A run on several processes", "distributed")
    with (
        distributed.LocalCluster(
            n_workers=os.cpu_count() or 1, threads_per_worker=1, dashboard_address=None
        ) as cluster,
        distributed.Client(cluster) as own,
    ):
        yield own


def run_on(
    client: Any, more: dict[str, Any], paths: Sequence[str], *, resume: bool, progress: bool
) -> None:
    """
    Do a run on a cluster. Each batch writes the folders of its scans; what a lost worker left undone is done again by
    another, and what no worker could finish is left to the one who called.
    """
    distributed = require("distributed", "A run on a Dask cluster", "distributed")
    names = engine.call("folders", files=list(paths), analysis=more["analysis"])["names"]
    text = _read(more["analysis"])
    batches = _batches(list(zip(paths, names, strict=True)), _workers(client))
    bar = Progress(len(paths), progress)
    futures = {
        client.submit(_work, more, text, batch, resume, pure=False, retries=2): batch
        for batch in batches
    }
    try:
        for future in distributed.as_completed(futures):
            states = ["lost"] * len(futures[future])
            if future.status == "finished":
                states = future.result()
            for state in states:
                bar.step(state not in ("done", "kept"))
    finally:
        client.cancel(list(futures))
        bar.close()


def _work(
    more: dict[str, Any], text: bytes, batch: list[tuple[str, str]], resume: bool
) -> list[str]:
    """What a worker does: a part of the scans, into the folders that they have in the whole run."""
    if _read(more["analysis"]) != text:
        raise XESError("file/changed", f"{more['analysis']} was changed while it was run.")
    files, names = zip(*batch, strict=True)
    answer = engine.call(
        "run", files=list(files), names=list(names), resume=resume, summary=False, **more
    )
    return ["kept" if one.get("kept") else one["status"] for one in answer["outcomes"]]


def _batches(items: list[Any], workers: int) -> list[list[Any]]:
    size = min(_MOST_IN_BATCH, max(1, len(items) // (workers * _BATCHES_A_WORKER)))
    return [items[at : at + size] for at in range(0, len(items), size)]


def _workers(client: Any) -> int:
    return max(1, len(client.scheduler_info().get("workers", {})))


def _read(path: str) -> bytes:
    with open(path, "rb") as file:
        return file.read()
