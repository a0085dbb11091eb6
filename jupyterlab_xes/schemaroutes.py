"""The route by which the page asks for facility schemas: beside the data and of packages."""

import asyncio
import json

import tornado.web
from jupyter_server.auth.decorator import authorized
from jupyter_server.utils import ensure_async

from . import schemas
from .refusals import Refusal
from .routes import XESHandler


class SchemasHandler(XESHandler):
    """Tells by which facility schemas the files of a folder may be read."""

    auth_resource = "contents"  # who may not read files may not read what is beside them

    @tornado.web.authenticated
    @authorized
    async def get(self):
        """Answer `{beside, packages}`, each a list of `{from, text}`; `fault` says why there is no text."""
        folder = self.get_query_argument("folder", "")
        if any(part in ("..", ".") for part in folder.replace("\\", "/").split("/")):
            self.refuse(Refusal(400, "schemas/folder", "This is no folder of the server."))
            return
        found = [await self._beside(path) for path in schemas.above(folder)]
        packages = await asyncio.to_thread(schemas.of_packages)
        self.set_header("Cache-Control", "no-store")
        beside = [one for one in found if one is not None]
        self.finish(json.dumps({"beside": beside, "packages": packages}))

    async def _beside(self, path):
        """The file, through the contents manager, whatever that keeps its files in; None where there is none."""
        manager = self.contents_manager
        try:
            if not await ensure_async(manager.file_exists(path)):
                return None
            about = await ensure_async(manager.get(path, content=False))
            size = about.get("size") or 0
            if size > schemas.MOST_BYTES:
                why = f"it has {size} bytes, and {schemas.MOST_BYTES} are read"
                return {"from": path, "text": "", "fault": why}
            model = await ensure_async(manager.get(path, type="file", format="text"))
        except (tornado.web.HTTPError, OSError) as error:
            message = getattr(error, "log_message", None) or str(error)
            return {"from": path, "text": "", "fault": f"it can't be read ({message})"}
        return {"from": path, "text": model["content"]}


def handlers(extension):
    """The route, relative to the server's base URL."""
    return [(r"/jupyterlab-xes/schemas", SchemasHandler, {"extension": extension})]
