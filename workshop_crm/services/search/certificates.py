"""Where the certificate file of an authority may lie: a path in the settings is no way to look about on this server."""

from __future__ import annotations

from pathlib import Path

import frappe

from workshop_crm.core.common.errors import N_, InvalidInput

FOLDERS = ("/etc/ssl", "/etc/pki", "/usr/share/ca-certificates", "/usr/local/share/ca-certificates")


def check_place(path: str) -> None:
	"""Raise InvalidInput for a file outside of the folders for certificates, whether it exists or not."""
	if path and not any(_is_in(path, folder) for folder in (*FOLDERS, frappe.get_site_path("private"))):
		raise InvalidInput(
			N_("Put the certificate file into one of these folders: {folders}"),
			folders=", ".join((*FOLDERS, f"sites/{frappe.local.site}/private")),
		).at("ca_file")


def _is_in(path: str, folder: str) -> bool:
	if "\0" in path or not Path(path).is_absolute():
		return False
	return Path(path).resolve().is_relative_to(Path(folder).resolve())
