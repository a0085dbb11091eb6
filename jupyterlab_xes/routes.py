"""HTTP routes of the server extension, all authenticated.

None counts as activity: a page left open, which requests the server's health and delivers its log,
must not keep an idle server from being culled.
"""

import json
import os
import platform

import tornado.web
from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler

from . import __version__
from .events import emit, read_event
from .redaction import Redactor
from .refusals import Refusal

MOST_BYTES = 262_144  # largest body


class XESHandler(APIHandler):
    """Base class of the routes."""

    auth_resource = "jupyterlab-xes"
    _track_activity = False

    def initialize(self, extension):
        """Keep the `XESExtension`."""
        self.extension = extension

    def refuse(self, refusal: Refusal) -> None:
        """Answer `{code, message}` with the status of the refusal."""
        self.set_status(refusal.status)
        self.finish(json.dumps({"code": refusal.code, "message": refusal.message}))

    def redactor(self) -> Redactor:
        """A redactor with the secrets of this request."""
        secrets = [morsel.value for morsel in self.request.cookies.values()]
        secrets = [value for value in secrets if len(value) >= 8]  # `dark` is not a secret
        secrets += [self.request.headers.get("X-XSRFToken"), self.token]
        authorization = self.request.headers.get("Authorization", "").split()
        secrets += authorization[-1:]
        secrets += [os.environ.get(name) for name in ("JUPYTERHUB_API_TOKEN", "JPY_API_TOKEN")]
        return Redactor(secrets)


@tornado.web.stream_request_body
class BodyHandler(XESHandler):
    """A route with a small body: a larger one is never held in memory."""

    def initialize(self, extension):
        """Start with an empty body."""
        super().initialize(extension)
        self._body = bytearray()
        self._too_large = False

    def data_received(self, chunk):
        """Collect the body up to its limit."""
        if self._too_large or len(self._body) + len(chunk) > MOST_BYTES:
            self._too_large = True
            self._body.clear()
        else:
            self._body += chunk

    def body(self) -> bytes:
        """The whole body. Raises `Refusal` if it was too large."""
        if self._too_large:
            raise Refusal(413, "body/too-large", f"A body has at most {MOST_BYTES} bytes.")
        return bytes(self._body)


class AboutHandler(XESHandler):
    """Version and features of the server, so that the page can detect a mismatch."""

    @tornado.web.authenticated
    def get(self):
        """Answer `{"version": …, "python": …, "features": […]}`."""
        features = self.extension.features()
        about = {"version": __version__, "python": platform.python_version(), "features": features}
        self.finish(json.dumps(about))


class HealthHandler(XESHandler):
    """Figures of the server process."""

    @tornado.web.authenticated
    @authorized
    async def get(self):
        """Answer process, disk and memory in bytes and seconds; unknown figures are null."""
        extension = self.extension
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(await extension.recorder.run(extension.health.measure)))


class LogHandler(BodyHandler):
    """Appends a page's log entries to the logs next to the notebook."""

    auth_resource = "contents"  # users who may not write files may not write logs either

    @tornado.web.authenticated
    @authorized
    async def post(self):
        """Take `{session, folder, entries}`; answer `{session, acknowledged}`."""
        try:
            if not self.extension.log_enabled:
                raise Refusal(404, "log/off", "Logs on the server are disabled.")
            session, last = await self.extension.recorder.take(self.body(), self.redactor())
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.finish(json.dumps({"session": session, "acknowledged": last}))


class EventsHandler(BodyHandler):
    """Passes a crash on to the administrator's handlers, if that is enabled."""

    @tornado.web.authenticated
    @authorized
    async def post(self):
        """Take `{event}`; answer 202."""
        try:
            if not self.extension.collects():
                raise Refusal(404, "events/off", "The administrator collects no events.")
            emit(self.event_logger, read_event(self.body(), self.redactor()))
        except Refusal as refusal:
            self.refuse(refusal)
            return
        self.set_status(202)
        self.finish(json.dumps({"accepted": True}))


def handlers(extension):
    """The routes, relative to the server's base URL."""
    options = {"extension": extension}
    return [
        (r"/jupyterlab-xes/about", AboutHandler, options),
        (r"/jupyterlab-xes/health", HealthHandler, options),
        (r"/jupyterlab-xes/log", LogHandler, options),
        (r"/jupyterlab-xes/events", EventsHandler, options),
    ]
