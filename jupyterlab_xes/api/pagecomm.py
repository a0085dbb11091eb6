"""A comm whose answers arrive while a cell runs."""

from __future__ import annotations

import json
from typing import Any


def page_comm(kernel: Any, target: str, data: dict[str, Any]) -> Any:
    """Open a comm to the page."""
    if not hasattr(kernel, "iopub_socket"):  # a kernel in the browser
        from comm import create_comm

        return create_comm(target_name=target, data=data)
    return _page_comm_class()(kernel, target, data)


def _page_comm_class() -> Any:
    from comm.base_comm import BaseComm

    class PageComm(BaseComm):
        """
        ipykernel's own (7.4) has answers wait for the shell that asked: the one whose cell waits for the answer. One of
        another class is answered on the subshell that the page chose.
        """

        def __init__(self, kernel: Any, target: str, data: dict[str, Any]) -> None:
            self._kernel = kernel
            super().__init__(target_name=target, data=data)

        def publish_msg(
            self,
            msg_type: str,
            data: Any = None,
            metadata: Any = None,
            buffers: Any = None,
            **keys: Any,
        ) -> None:
            """Send a message to the pages."""
            kernel = self._kernel
            kernel.session.send(
                kernel.iopub_socket,
                msg_type,
                {"data": plain(data or {}), "comm_id": self.comm_id, **keys},
                metadata=metadata or {},
                parent=kernel.get_parent(),
                ident=self.topic,
                buffers=buffers,
            )

    return PageComm


def plain(data: Any) -> Any:
    """A value as plain JSON data; converts numbers and arrays of numpy."""
    return json.loads(json.dumps(data, default=_plain))


def _plain(value: Any) -> Any:
    for name in ("tolist", "isoformat"):
        if hasattr(value, name):
            return getattr(value, name)()
    raise TypeError(f"{value!r} can't be sent to the viewer: give numbers, texts, lists of them.")
