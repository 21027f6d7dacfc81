"""The app's own scripts and styles, as Frappe serves them: `/assets/workshop_crm/...`.

Pages link them below a version, so that browsers keep them without asking again; bundles are made when they are asked for first.
"""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from werkzeug.security import safe_join
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from workshop_crm.core.common.errors import missing
from workshop_crm.preview.http.bundle import bundle

PUBLIC_FOLDER = Path(__file__).parent.parent.parent / "public"
PREFIX = "/assets/workshop_crm/"
SCREENS_SCRIPT = "screens.js"
SCREENS_STYLE = "screens.css"
PRINT_STYLE = "print.css"
KEEP = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"

_VERSION = re.compile(r"v-([0-9a-f]{12})/")

mimetypes.add_type("text/javascript", ".js")


def asset_addresses() -> Callable[[str], str]:
	"""Gives the address of a file in `public/` or of a bundle, as they are now: one page links one version."""
	version = _version()
	return lambda path: f"{PREFIX}v-{version}/{path}"


@cache
def style_sheets() -> tuple[str, ...]:
	"""The style sheets of the screens, in the order in which the desk's bundle has them."""
	listed = (PUBLIC_FOLDER / "css" / "workshop_screens.bundle.scss").read_text(encoding="utf-8")
	return tuple(f"{path}.css" for path in re.findall(r'^@import "\.\./(.+)";$', listed, re.MULTILINE))


def send_asset(request: Request, path: str) -> Response:
	"""A file or a bundle. Raises NotFound for what is neither.

	What is asked for without a version, or with an old one, is checked by the browser each time.
	"""
	asked = _VERSION.match(path)
	name = path[asked.end() :] if asked else path
	version = _version()
	is_current = bool(asked and asked[1] == version)
	response = _bundled(name, version) or _file(request, name)
	response.headers["Cache-Control"] = KEEP if is_current else ASK_EACH_TIME
	return response


def _file(request: Request, path: str) -> Response:
	joined = safe_join(str(PUBLIC_FOLDER), path)
	file = Path(joined) if joined else None
	if file is None or not file.is_file():
		raise missing(path[:140])
	return send_file(file, request.environ, max_age=0, conditional=True)


def _bundled(name: str, version: str) -> Response | None:
	if name == SCREENS_SCRIPT:
		return Response(_script(version), content_type="text/javascript; charset=utf-8")
	if name in (SCREENS_STYLE, PRINT_STYLE):
		own = "js/preview/frame.css" if name == SCREENS_STYLE else "js/preview/print.css"
		return Response(_style(version, own), content_type="text/css; charset=utf-8")
	return None


@lru_cache(maxsize=1)
def _script(version: str) -> str:
	return bundle(PUBLIC_FOLDER / "js" / "preview" / "main.js")


@lru_cache(maxsize=2)
def _style(version: str, last: str) -> str:
	return "\n".join((PUBLIC_FOLDER / path).read_text(encoding="utf-8") for path in (*style_sheets(), last))


def _version() -> str:
	"""Changes with each change of a file in `public/`."""
	files = sorted(path for path in PUBLIC_FOLDER.rglob("*") if path.suffix in (".js", ".css", ".svg"))
	told = ((str(path), path.stat().st_mtime_ns) for path in files)
	return sha256(repr(list(told)).encode()).hexdigest()[:12]
