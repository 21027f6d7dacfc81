"""The language of the shell the command runs in."""

from __future__ import annotations

import os


def shell_language() -> str:
	locale = os.environ.get("LC_ALL") or os.environ.get("LC_MESSAGES") or os.environ.get("LANG") or ""
	return "ar" if locale.startswith("ar") else "en"
