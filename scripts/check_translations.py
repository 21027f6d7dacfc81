"""Checks that every string a person can see has an Arabic translation in workshop_crm/locale/ar.po.

`--update` adds what is missing (empty) and drops what is gone; the check then fails until the new lines are translated.
"""

import ast
import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
APP = ROOT / "workshop_crm"
CATALOGUE = APP / "locale" / "ar.po"

PYTHON_KEYWORDS = {"_": None, "N_": None, "translate": None}
SCRIPT_KEYWORDS = {"__": None}
# Keys of Frappe's standard JSON, and of the custom fields' dict, that Frappe shows to people.
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
	"intro",
}
NAMED_KINDS = {"DocType", "Page", "Report", "Workspace", "Module Def", "Role", "Number Card", "Print Format"}
PLACEHOLDER = re.compile(r"\{[^{}]*\}")


def is_shown(text: object) -> bool:
	return isinstance(text, str) and any(character.isalpha() for character in text)


def python_strings() -> Iterator[str]:
	for path in APP.rglob("*.py"):
		if "tests" not in path.parts and path.name != "custom_fields.py":
			yield from extracted("python", path, PYTHON_KEYWORDS)


def custom_field_strings() -> Iterator[str]:
	tree = ast.parse((APP / "custom_fields.py").read_text(encoding="utf-8"))
	for node in ast.walk(tree):
		if isinstance(node, ast.Dict):
			pairs = {
				key.value: value.value
				for key, value in zip(node.keys, node.values, strict=True)
				if isinstance(key, ast.Constant) and isinstance(value, ast.Constant)
			}
			yield from shown_values(pairs)


def script_strings() -> Iterator[str]:
	for path in APP.rglob("*.js"):
		if not {"vendor", "dist"} & set(path.parts):
			yield from extracted("javascript", path, SCRIPT_KEYWORDS)


def template_strings() -> Iterator[str]:
	for path in APP.rglob("*.html"):
		yield from extracted("jinja2.ext:babel_extract", path, {"_": None})


def extracted(method: str, path: Path, keywords: dict[str, None]) -> Iterator[str]:
	options = {"encoding": "utf-8"}
	for _line, message, _comments, _context in extract_from_file(
		method, str(path), keywords, options=options
	):
		text = message[0] if isinstance(message, tuple) else message
		if is_shown(text):
			yield text


def standard_json_strings() -> Iterator[str]:
	for path in (APP / "workshop_crm").rglob("*.json"):
		yield from walk(json.loads(path.read_text(encoding="utf-8")))


def walk(value: object) -> Iterator[str]:
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
		text = re.sub(r"<[^>]+>", "", block.get("data", {}).get("text", "")).strip()
		if is_shown(text):
			yield text


def shown_values(pairs: dict[str, object]) -> Iterator[str]:
	for key in SHOWN_KEYS & pairs.keys():
		if is_shown(pairs[key]):
			yield str(pairs[key])
	if pairs.get("fieldtype") == "Select" and isinstance(pairs.get("options"), str):
		yield from (option for option in str(pairs["options"]).split("\n") if is_shown(option))
	if pairs.get("doctype") in NAMED_KINDS and is_shown(pairs.get("name")):
		yield str(pairs["name"])


def all_strings() -> set[str]:
	sources = (python_strings, custom_field_strings, script_strings, template_strings, standard_json_strings)
	return {text.strip() for source in sources for text in source()}


def load_catalogue() -> Catalog:
	if not CATALOGUE.exists():
		return Catalog(locale="ar", project="workshop_crm", fuzzy=False)
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
		elif sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(str(message.string))):
			yield f"placeholders differ: {text!r} -> {message.string!r}"
	for message in catalogue:
		if message.id and message.id not in wanted:
			yield f"no longer used: {message.id!r}"


def main() -> int:
	wanted = all_strings()
	catalogue = load_catalogue()
	if "--update" in sys.argv[1:]:
		update(catalogue, wanted)
	found = list(problems(catalogue, wanted))
	for line in found:
		print(line)
	print(f"{len(wanted)} strings, {len(found)} problems")
	return bool(found)


if __name__ == "__main__":
	sys.exit(main())
