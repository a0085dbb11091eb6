"""The server extension: its settings, its routes, and a clean end."""

import atexit

from jupyter_core.paths import jupyter_data_dir
from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Int

from . import __version__, events, schemaroutes
from .health import Health
from .recorder import Recorder
from .routes import handlers
from .serverlines import ServerLines
from .signals import SignalChain


class XESExtension(ExtensionApp):
    """Keeps the logs of the viewer beside the notebooks, and tells how the server is."""

    name = "jupyterlab_xes"
    description = "X-ray emission spectroscopy in JupyterLab: the server's part."
    version = __version__
    load_other_extensions = True

    log_enabled = Bool(True, help="Keep logs in `xes-diagnostics` beside the notebooks.").tag(
        config=True
    )
    log_file_size = Int(
        10_000_000, min=4096, help="Bytes a log file may have before the next is begun."
    ).tag(config=True)
    log_file_count = Int(
        5, min=1, max=1000, help="Files kept of each log, the current one included."
    ).tag(config=True)
    collect_events = Bool(
        False, help="Emit crashes as jupyter_events for the handlers of `c.EventLogger`."
    ).tag(config=True)
    handle_signals = Bool(
        True, help="End the logs cleanly on SIGHUP and SIGQUIT, which Jupyter does not take."
    ).tag(config=True)

    def initialize_settings(self):
        """Build what the routes need. The contents manager exists by now."""
        self.health = Health(self.serverapp.root_dir)
        self.recorder = Recorder(
            self.serverapp.contents_manager,
            ServerLines(self.health),
            jupyter_data_dir(),
            self.log_file_size,
            self.log_file_count,
        )
        self._events_ready = self.collect_events and self._register_events()
        self._signals = SignalChain(self.recorder.end_now)
        if self.handle_signals:
            self._signals.install()
        # Jupyter ends without calling us where Ctrl-C comes and nobody sits at a terminal.
        atexit.register(self.recorder.end_now, "exit")
        if self.log_enabled:
            self.serverapp.io_loop.add_callback(self._look_back)

    def initialize_handlers(self):
        """Add the routes."""
        self.handlers.extend([*handlers(self), *schemaroutes.handlers(self)])

    def collects(self) -> bool:
        """Are crashes passed on as events?"""
        return self._events_ready

    def features(self) -> list[str]:
        """What this server can do for the page."""
        log = ["log"] if self.log_enabled else []
        return [*log, "health", "schemas", *(["events"] if self.collects() else [])]

    def _register_events(self) -> bool:
        try:
            events.register(self.serverapp.event_logger)
        except Exception:  # collection is a convenience: the server starts without it
            self.log.exception("jupyterlab_xes: the schema of events was not taken")
            return False
        return True

    async def _look_back(self):
        try:
            found = await self.recorder.note_unclean_ends()
        except Exception:
            self.log.exception("jupyterlab_xes: the ends of earlier servers were not looked at")
            return
        if found:
            self.log.warning("jupyterlab_xes: %d earlier server(s) ended unclean", found)

    async def stop_extension(self):
        """Finish what is being written, write the last line, give the signals back."""
        await self.recorder.stop("stopped")
        atexit.unregister(self.recorder.end_now)
        self._signals.restore()
