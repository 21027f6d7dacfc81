"""Notes on a customer: HTML of which only harmless formatting is kept, or plain text."""

import re
from collections.abc import Iterator
from html import escape, unescape
from typing import Any

import bleach
from bleach.html5lib_shim import Filter

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, InvalidInput

MAX_NOTES = 20_000
TAGS = frozenset({"p", "br", "strong", "em", "u", "s", "ul", "ol", "li", "a", "h3", "h4", "blockquote"})
PROTOCOLS = frozenset({"http", "https", "mailto", "tel"})
# What browsers write for bold, italic and struck text.
_SAME_AS = {"b": "strong", "i": "em", "strike": "s", "del": "s"}

_TAG = re.compile(r"</?[a-z!]", re.IGNORECASE)
_ENTITY = re.compile(r"&(#[0-9]+|#x[0-9a-f]+|[a-z0-9]+);", re.IGNORECASE)
_ANGLES = re.compile(r"<[^>]*>?|>")
_HARMLESS = re.compile(
	rf"</?({'|'.join(sorted(TAGS - {'a'}))})>|</a>|<a href=\"({'|'.join(sorted(PROTOCOLS))}):[^\"<>]*\">"
)
_NOT_TEXT = re.compile(
	r"<(script|style|template|iframe|svg|math)\b.*?(</\1\s*>|$)", re.IGNORECASE | re.DOTALL
)
# Frappe's Text Editor (Quill 2) writes every list as <ol> and says in its items what they are.
_BULLETS = re.compile(
	r'<ol>(\s*<li data-list="(?:bullet|checked|unchecked)"(?:(?!</?ol\b).)*)</ol>', re.IGNORECASE | re.DOTALL
)


def safe_notes(value: object) -> str:
	"""The notes as HTML that may be shown as it is; empty when there is nothing to read in it.

	Plain text becomes paragraphs, split at empty lines. Raises InvalidInput over MAX_NOTES characters, formatting
	included, and for what is no text.
	"""
	text = fields.storable(value)
	if len(text) > MAX_NOTES:
		raise InvalidInput(
			N_("The notes have {count} characters. Please keep to {most}; pictures cannot be pasted here."),
			count=len(text),
			most=MAX_NOTES,
		)
	return _made_safe(text)


def safe_html(text: str) -> str:
	"""As `safe_notes` of stored text, without its limit. Never raises.

	What was made safe before comes back as it is, without that work: a long note takes it a tenth of a second.
	"""
	is_safe = _TAG.search(text) and _has_harmless_tags_only(text)
	return text if is_safe and plain_text(text) else _made_safe(text)


def _made_safe(text: str) -> str:
	clean = _clean(text) if _TAG.search(text) else text
	if not _TAG.search(clean):
		clean = _clean(_paragraphs(clean))
	return clean if plain_text(clean) else ""


def plain_text(html: str) -> str:
	"""The words of safe HTML on one line."""
	return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def _clean(html: str) -> str:
	clean: str = _CLEANER.clean(_BULLETS.sub(r"<ul>\1</ul>", _NOT_TEXT.sub("", html)))
	return clean.strip()


def _has_harmless_tags_only(text: str) -> bool:
	return all(_HARMLESS.fullmatch(tag) for tag in _ANGLES.findall(text))


def _paragraphs(text: str) -> str:
	blocks = re.split(r"\n\s*\n", text.strip())
	return "".join(f"<p>{_lines(block)}</p>" for block in blocks if block.strip())


def _lines(block: str) -> str:
	"""An editor's text without any tag may still hold entities; written out they are the same to the reader."""
	written = _ENTITY.sub(lambda entity: unescape(entity[0]), block)
	return "<br>".join(escape(line.strip(), quote=False) for line in written.strip().splitlines())


class _UsualNames(Filter):  # type: ignore[misc]
	"""Gives tags that mean the same one name."""

	def __iter__(self) -> Iterator[dict[str, Any]]:
		for token in super().__iter__():
			if "name" in token:
				token["name"] = _SAME_AS.get(token["name"], token["name"])
			yield token


_CLEANER = bleach.Cleaner(
	tags=TAGS | _SAME_AS.keys(),
	attributes={"a": ["href"]},
	protocols=PROTOCOLS,
	strip=True,
	strip_comments=True,
	filters=[_UsualNames],
)
