"""The app's own scripts and styles, as Frappe serves them: `/assets/workshop_crm/...`."""

from __future__ import annotations

import mimetypes
import re
from functools import cache
from pathlib import Path

from werkzeug.security import safe_join
from werkzeug.utils import send_file
from werkzeug.wrappers import Request, Response

from workshop_crm.core.common.errors import missing

PUBLIC_FOLDER = Path(__file__).parent.parent.parent / "public"
PREFIX = "/assets/workshop_crm/"

mimetypes.add_type("text/javascript", ".js")


def asset_url(path: str) -> str:
	"""The address of a file in `public/`, changing with the file so that browsers may keep it."""
	file = PUBLIC_FOLDER / path
	version = f"?v={file.stat().st_mtime_ns // 1_000_000:x}" if file.exists() else ""
	return f"{PREFIX}{path}{version}"


@cache
def style_sheets() -> tuple[str, ...]:
	"""The style sheets of the screens, in the order in which the desk's bundle has them."""
	bundle = (PUBLIC_FOLDER / "css" / "workshop_screens.bundle.scss").read_text(encoding="utf-8")
	return tuple(f"{path}.css" for path in re.findall(r'^@import "\.\./(.+)";$', bundle, re.MULTILINE))


def send_asset(request: Request, path: str) -> Response:
	"""Raises NotFound for what is no file in `public/`."""
	joined = safe_join(str(PUBLIC_FOLDER), path)
	file = Path(joined) if joined else None
	if file is None or not file.is_file():
		raise missing(path[:140])
	response = send_file(file, request.environ, max_age=0, conditional=True)
	# Modules import each other without a version: the browser asks each time and is told "unchanged".
	response.headers["Cache-Control"] = "no-cache"
	return response
