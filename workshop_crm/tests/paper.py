"""Frappe's pages for the printer as a test makes PDFs of them."""

from __future__ import annotations

import re
from pathlib import Path

import frappe

STYLESHEET = re.compile(r'<link [^>]*href="/(assets/[^"?]+\.css)[^"]*"[^>]*>')


def styled(html: str) -> str:
	"""With Frappe's own style sheet for paper in it, which wkhtmltopdf would ask a web server for that no test runs."""
	return STYLESHEET.sub(_with_its_text, html)


def _with_its_text(link: re.Match[str]) -> str:
	return f"<style>{Path(frappe.local.sites_path, link[1]).read_text()}</style>"
