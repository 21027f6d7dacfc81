"""Checks that every string a person can see has an Arabic translation in workshop_crm/locale/ar.po.

`--update` adds what is missing (empty) and drops what is gone; the check then fails until the new lines are translated.
"""

import ast
import json
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, timezone
from pathlib import Path
from typing import TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.jslexer import unquote_string
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "workshop_crm"
CATALOGUE = APP / "locale" / "ar.po"
GLOSSARY = ROOT / "docs" / "glossary.md"

PYTHON_MARKERS = {"_", "N_", "translate"}
SCRIPT_LITERAL = r'"(?:[^"\\\n]|\\.)*"'
# Babel's own reader of JavaScript passes over a marker inside another marker's values.
SCRIPT_MARKER = re.compile(rf"\b__\(\s*({SCRIPT_LITERAL}(?:\s*\+\s*{SCRIPT_LITERAL})*)")
# Keys of Frappe's standard JSON, and of the dicts of custom_fields.py and hooks.py, that Frappe shows to people.
SHOWN_KEYS = {
	"label",
	"description",
	"title",
	"subtitle",
	"success_message",
	"documentation_label",
	"action_label",
	"page_title",
	"report_title",
	"chart_name",
	"intro",
	"group",
	"role_name",
}
# Records that are shown by their name; the others have a title or a label.
NAMED_KINDS = {"DocType", "Report", "Workspace", "Module Def", "Print Format"}
KEPT_AS_IT_IS = re.compile(r"\{[^{}]*\}|<[^<>]+>|https?://[\w.]*\b")
ARABIC_LETTER = re.compile(r"[\u0621-\u064a]")
TERM = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \|", re.MULTILINE)
LATIN_PUNCTUATION = re.compile(r"[?;]|,(?!\d)")


def python_strings() -> Iterator[object]:
	"""Literals that are the first argument of a marker, and nothing from deeper inside the call."""
	for path in APP.rglob("*.py"):
		if "tests" not in path.parts:
			for node in ast.walk(parsed(path)):
				if isinstance(node, ast.Call) and node.args and called_name(node.func) in PYTHON_MARKERS:
					yield from literals(node.args[:1])


def parsed(path: Path) -> ast.Module:
	return ast.parse(path.read_text(encoding="utf-8"))


def called_name(function: ast.expr) -> str:
	if isinstance(function, ast.Attribute):
		return function.attr
	return function.id if isinstance(function, ast.Name) else ""


def literals(nodes: Iterable[ast.expr]) -> Iterator[object]:
	yield from (node.value for node in nodes if isinstance(node, ast.Constant))


def declared_strings() -> Iterator[object]:
	"""What custom_fields.py and hooks.py declare in dicts, and the name of the app."""
	for path in (APP / "custom_fields.py", APP / "hooks.py"):
		for node in ast.walk(parsed(path)):
			if isinstance(node, ast.Dict):
				yield from shown_values(constants(node))
			elif isinstance(node, ast.Assign) and called_name(node.targets[0]) == "app_title":
				yield from literals([node.value])


def constants(declared: ast.Dict) -> dict[str, object]:
	return {
		str(key.value): value.value
		for key, value in zip(declared.keys, declared.values, strict=True)
		if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
	}


def script_strings() -> Iterator[object]:
	for path in APP.rglob("*.js"):
		if not {"vendor", "dist"} & set(path.parts):
			for marked in SCRIPT_MARKER.findall(path.read_text(encoding="utf-8")):
				yield "".join(unquote_string(part) for part in re.findall(SCRIPT_LITERAL, marked))


def template_strings() -> Iterator[object]:
	options = {"encoding": "utf-8"}
	for path in APP.rglob("*.html"):
		for found in extract_from_file("jinja2.ext:babel_extract", path, {"_": None}, options=options):
			yield found[1][0] if isinstance(found[1], tuple) else found[1]


def standard_json_strings() -> Iterator[object]:
	for folder in (APP / "workshop_crm", APP / "fixtures"):
		for path in folder.rglob("*.json"):
			yield from walk(json.loads(path.read_text(encoding="utf-8")))


def walk(value: object) -> Iterator[object]:
	if isinstance(value, list):
		for part in value:
			yield from walk(part)
	elif isinstance(value, dict):
		yield from shown_values(value)
		for part in value.values():
			if isinstance(part, list | dict):
				yield from walk(part)
		content = value.get("content")
		if value.get("doctype") == "Workspace" and isinstance(content, str):
			yield from headings(json.loads(content))


def headings(blocks: list[dict[str, dict[str, str]]]) -> Iterator[str]:
	for block in blocks:
		yield re.sub(r"<[^>]+>", "", block.get("data", {}).get("text", ""))


def shown_values(pairs: dict[str, object]) -> Iterator[object]:
	yield from (pairs[key] for key in SHOWN_KEYS & pairs.keys())
	if pairs.get("fieldtype") == "Select":
		yield from str(pairs.get("options") or "").split("\n")
	if pairs.get("doctype") in NAMED_KINDS:
		yield pairs.get("name")


def is_shown(text: object) -> TypeGuard[str]:
	return isinstance(text, str) and any(character.isalpha() for character in text)


def all_strings() -> set[str]:
	sources = (python_strings, declared_strings, script_strings, template_strings, standard_json_strings)
	return {text.strip() for source in sources for text in source() if is_shown(text)}


def load_catalogue() -> Catalog:
	if not CATALOGUE.exists():
		people = "Workshop CRM contributors"
		return Catalog(
			locale="ar",
			header_comment="# Arabic translations of Workshop CRM",
			project="Workshop CRM",
			version="0.1.0",
			copyright_holder=people,
			msgid_bugs_address="workshop-crm@example.com",
			last_translator=people,
			language_team=people,
			revision_date=datetime.now(timezone.utc),
			fuzzy=False,
		)
	with CATALOGUE.open("rb") as file:
		return read_po(file, locale="ar")


def update(catalogue: Catalog, wanted: set[str]) -> None:
	for message in list(catalogue):
		if message.id and message.id not in wanted:
			catalogue.delete(message.id)
	for text in sorted(wanted):
		if text not in catalogue:
			catalogue.add(text, "")
	with CATALOGUE.open("wb") as file:
		write_po(file, catalogue, width=110, sort_output=True, omit_header=False)


def problems(catalogue: Catalog, wanted: set[str]) -> Iterator[str]:
	for text in sorted(wanted):
		message = catalogue.get(text)
		if message is None or not message.string:
			yield f"not translated: {text!r}"
		else:
			yield from faults(text, str(message.string))
	for message in catalogue:
		if message.id and message.id not in wanted:
			yield f"no longer used: {message.id!r}"


def faults(text: str, arabic: str) -> Iterator[str]:
	if sorted(KEPT_AS_IT_IS.findall(text)) != sorted(KEPT_AS_IT_IS.findall(arabic)):
		yield f"placeholders, tags or addresses differ: {text!r} -> {arabic!r}"
	if not ARABIC_LETTER.search(arabic):
		yield f"no Arabic in the translation: {text!r} -> {arabic!r}"
	if LATIN_PUNCTUATION.search(KEPT_AS_IT_IS.sub("", arabic)):
		yield f"Latin punctuation in the translation: {text!r} -> {arabic!r}"
	if arabic != arabic.strip() or (text.endswith(".") != arabic.endswith(".")):
		yield f"ends differ: {text!r} -> {arabic!r}"


def glossary_faults(catalogue: Catalog, glossary: str) -> Iterator[str]:
	"""Terms of the glossary that are shown as they are, and are something else in Arabic there."""
	for term, arabic in TERM.findall(glossary):
		message = catalogue.get(term)
		if message is not None and message.string != arabic:
			yield f"the glossary says {arabic!r} for {term!r}, and the catalogue {message.string!r}"


def main() -> int:
	wanted = all_strings()
	catalogue = load_catalogue()
	if "--update" in sys.argv[1:]:
		update(catalogue, wanted)
	glossary = GLOSSARY.read_text(encoding="utf-8")
	found = [*problems(catalogue, wanted), *glossary_faults(catalogue, glossary)]
	for line in found:
		print(line)
	print(f"{len(wanted)} strings, {len(found)} problems")
	return bool(found)


if __name__ == "__main__":
	sys.exit(main())
