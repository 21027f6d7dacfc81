"""As much of Frappe as the scripts of `./dev` ask in a bench's Python."""

from pathlib import Path

__version__ = "15.0.0"
_site = ""


def init(site):
	global _site
	_site = site


def connect(): ...


def destroy(): ...


def get_installed_apps():
	return Path(_site, "apps").read_text().split()
