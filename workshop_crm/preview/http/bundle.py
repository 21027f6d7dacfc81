"""One script of many modules, so that a page of the preview needs no request for each of them.

The modules are ours and written alike (Biome sees to that), which keeps this small: imports and exports stand at the start of a line, are
named, and do not go round in circles.
"""

from __future__ import annotations

import re
from pathlib import Path

_IMPORT = re.compile(
	r'^import (?:(?P<default>\w+)|\{(?P<names>[^}]*)\}) from "(?P<path>[^"]+)";$', re.MULTILINE
)
_DECLARED = re.compile(r"^export (?=(?:async )?(?:function|class|const)\*? (?P<name>[\w$]+))", re.MULTILINE)
_LISTED = re.compile(r"^export \{(?P<names>[^}]*)\};$", re.MULTILINE)


def bundle(entry: Path) -> str:
	"""The module `entry` with all that it imports, in the order in which they are run.

	Raises ValueError for modules that import each other.
	"""
	modules: dict[Path, str] = {}
	_add(entry.resolve(), modules, ())
	return "\n".join(modules.values())


def _add(file: Path, modules: dict[Path, str], above: tuple[Path, ...]) -> None:
	if file in above:
		raise ValueError(f"{file.name} imports itself by way of {above[-1].name}")
	if file in modules:
		return
	source = file.read_text(encoding="utf-8")
	for found in _IMPORT.finditer(source):
		_add(_imported(file, found), modules, (*above, file))
	modules[file] = _wrapped(file, source, list(modules))


def _imported(file: Path, found: re.Match[str]) -> Path:
	return (file.parent / found["path"]).resolve()


def _wrapped(file: Path, source: str, known: list[Path]) -> str:
	"""A function of its own for each module, which returns what the module exports."""

	def binding(found: re.Match[str]) -> str:
		names = f"{{ default: {found['default']} }}" if found["default"] else _renamed(found["names"])
		return f"const {names} = module{known.index(_imported(file, found))};"

	exports = [found["name"] for found in _DECLARED.finditer(source)]
	for found in _LISTED.finditer(source):
		exports += [_pair(name, turned=True) for name in _names(found["names"])]
	body = _LISTED.sub("", _DECLARED.sub("", _IMPORT.sub(binding, source)))
	return f"const module{len(known)} = (() => {{\n{body}\nreturn {{ {', '.join(exports)} }};\n}})();"


def _renamed(names: str) -> str:
	return "{ " + ", ".join(_pair(name) for name in _names(names)) + " }"


def _names(text: str) -> list[str]:
	return [name.strip() for name in text.split(",") if name.strip()]


def _pair(name: str, turned: bool = False) -> str:
	"""`a as b` as a property; `turned` where b is the property's name."""
	there, _as, here = name.partition(" as ")
	if not here:
		return there
	return f"{here}: {there}" if turned else f"{there}: {here}"
