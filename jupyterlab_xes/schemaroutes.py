"""The route for facility schemas next to the data and in Python packages."""

import asyncio
import json

import tornado.web
from jupyter_server.auth.decorator import authorized
from jupyter_server.utils import ensure_async

from . import schemas
from .refusals import Refusal
from .routes import XESHandler


class SchemasHandler(XESHandler):
    """The facility schemas that apply to a folder."""

    auth_resource = "contents"  # users who may not read files may not read schemas either

    @tornado.web.authenticated
    @authorized
    async def get(self):
        """Answer `{beside, packages}`, each a list of `{from, text}`; `fault` says why a text is missing."""
        folder = self.get_query_argument("folder", "")
        if any(part in ("..", ".") for part in folder.replace("\\", "/").split("/")):
            self.refuse(Refusal(400, "schemas/folder", "This is no folder of the server."))
            return
        files = [await self._beside(path) for path in schemas.above(folder)]
        packages = await asyncio.to_thread(schemas.of_packages)
        self.set_header("Cache-Control", "no-store")
        beside = [file for file in files if file is not None]
        self.finish(json.dumps({"beside": beside, "packages": packages}))

    async def _beside(self, path):
        """The schema file at a path of the contents manager; None if there is none."""
        manager = self.contents_manager
        try:
            if not await ensure_async(manager.file_exists(path)):
                return None
            stat = await ensure_async(manager.get(path, content=False))
            size = stat.get("size") or 0
            if size > schemas.MOST_BYTES:
                fault = f"it has {size} bytes, and {schemas.MOST_BYTES} are read"
                return {"from": path, "text": "", "fault": fault}
            model = await ensure_async(manager.get(path, type="file", format="text"))
        except (tornado.web.HTTPError, OSError) as error:
            message = getattr(error, "log_message", None) or str(error)
            return {"from": path, "text": "", "fault": f"it can't be read ({message})"}
        return {"from": path, "text": model["content"]}


def handlers(extension):
    """The route, relative to the server's base URL."""
    return [(r"/jupyterlab-xes/schemas", SchemasHandler, {"extension": extension})]
