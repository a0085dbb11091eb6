"""HTTP routes of the server extension; every one of them is authenticated."""

import json

import tornado.web
from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join

from . import __version__


class AboutHandler(APIHandler):
    """Tells which version runs, so that the page can notice a mismatch."""

    @tornado.web.authenticated
    def get(self):
        """Answer `{"version": …}`."""
        self.finish(json.dumps({"version": __version__}))


def setup_handlers(web_app):
    """Register the routes under the server's base URL."""
    base_url = web_app.settings["base_url"]
    web_app.add_handlers(
        ".*$", [(url_path_join(base_url, "jupyterlab-xes", "about"), AboutHandler)]
    )
