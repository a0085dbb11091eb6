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
    """Writes the logs of the viewer next to the notebooks, and reports the health of the server."""

    name = "jupyterlab_xes"
    description = "X-ray emission spectroscopy in JupyterLab: the server's part."
    version = __version__
    load_other_extensions = True

    log_enabled = Bool(True, help="Write logs to `xes-diagnostics` next to the notebooks.").tag(
        config=True
    )
    log_file_size = Int(
        10_000_000, min=4096, help="Largest size of a log file in bytes; then the next is begun."
    ).tag(config=True)
    log_file_count = Int(
        5, min=1, max=1000, help="Number of files of each log, including the current one."
    ).tag(config=True)
    collect_events = Bool(
        False, help="Emit crashes as jupyter_events for the handlers of `c.EventLogger`."
    ).tag(config=True)
    handle_signals = Bool(
        True, help="End the logs cleanly on SIGHUP and SIGQUIT, which Jupyter does not handle."
    ).tag(config=True)

    def initialize_settings(self):
        """Create the objects that the routes need. The contents manager exists by now."""
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
        # Jupyter ends without calling us on Ctrl-C if it has no terminal.
        atexit.register(self.recorder.end_now, "exit")
        if self.log_enabled:
            self.serverapp.io_loop.add_callback(self._note_unclean_ends)

    def initialize_handlers(self):
        """Add the routes."""
        self.handlers.extend([*handlers(self), *schemaroutes.handlers(self)])

    def collects(self) -> bool:
        """Whether crashes are passed on as events."""
        return self._events_ready

    def features(self) -> list[str]:
        """Names of the features that the page can use."""
        log = ["log"] if self.log_enabled else []
        return [*log, "health", "schemas", *(["events"] if self.collects() else [])]

    def _register_events(self) -> bool:
        try:
            events.register(self.serverapp.event_logger)
        except Exception:  # collection is a convenience: the server starts without it
            self.log.exception("jupyterlab_xes: the schema of events could not be registered")
            return False
        return True

    async def _note_unclean_ends(self):
        try:
            count = await self.recorder.note_unclean_ends()
        except Exception:
            self.log.exception("jupyterlab_xes: the ends of earlier servers could not be checked")
            return
        if count:
            self.log.warning("jupyterlab_xes: %d earlier server(s) did not end cleanly", count)

    async def stop_extension(self):
        """Finish writing, write the last line, restore the signal handlers."""
        await self.recorder.stop("stopped")
        atexit.unregister(self.recorder.end_now)
        self._signals.restore()
