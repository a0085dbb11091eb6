"""A run on the workers of a Dask cluster, each with its own engine."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from typing import Any

from ..engineprocess.errors import XESError
from . import engine
from .optional import require
from .progress import Progress
from .savedfile import read

# small enough that a lost worker costs little, large enough that the scheduler is idle
_MOST_IN_BATCH = 16
_BATCHES_A_WORKER = 8


@contextmanager
def using(client: Any) -> Iterator[Any]:
    """A client; `"local"` starts a cluster on this machine, which ends with the run."""
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
) -> list[dict[str, Any] | None]:
    """
    Do a run on a cluster, and give what became of each scan. Each batch writes the folders of its own; what a lost worker
    left undone is done again by another, and what no worker could finish is left to the one who called: None.
    """
    distributed = require("distributed", "A run on a Dask cluster", "distributed")
    outcomes: list[dict[str, Any] | None] = [None] * len(paths)
    answer = engine.call("places", files=list(paths), **_recipe(more))
    if answer["places"] is None:
        return outcomes
    items = list(zip(range(len(paths)), paths, answer["places"], strict=True))
    digest = _digest(more)
    batches = {
        client.submit(_work, more, digest, batch, resume, pure=False, retries=2): batch
        for batch in _batches(items, _workers(client))
    }
    bar = Progress(len(paths), progress)
    try:
        for future in distributed.as_completed(batches):
            found = future.result() if future.status == "finished" else []
            for (at, _, _), one in zip(batches[future], found, strict=False):
                outcomes[at] = one
                bar.step(one["status"] != "done", bool(one.get("wasThere")))
    finally:
        client.cancel(list(batches))
        bar.close()
    return outcomes


def _work(
    more: dict[str, Any], digest: str | None, batch: list[tuple[int, str, Any]], resume: bool
) -> list[dict[str, Any]]:
    """The task of a worker: some of the scans, written to their folders of the whole run."""
    if _digest(more) != digest:
        raise XESError("file/changed", f"{more['analysis']} was changed while it was run.")
    part = {"files": [path for _, path, _ in batch], "places": [place for _, _, place in batch]}
    return engine.call("run", resume=resume, summary=False, **part, **more)["outcomes"]


def _recipe(more: dict[str, Any]) -> dict[str, Any]:
    return {name: more[name] for name in ("analysis", "document") if name in more}


def _batches(items: list[Any], workers: int) -> list[list[Any]]:
    size = min(_MOST_IN_BATCH, max(1, len(items) // (workers * _BATCHES_A_WORKER)))
    return [items[at : at + size] for at in range(0, len(items), size)]


def _workers(client: Any) -> int:
    return max(1, len(client.scheduler_info().get("workers", {})))


def _digest(more: dict[str, Any]) -> str | None:
    """Digest of the recipe's file, which must not change during the run; None without a file."""
    return None if "document" in more else sha256(read(more["analysis"])).hexdigest()
