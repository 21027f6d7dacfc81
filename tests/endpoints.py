"""The endpoints of both hosts as their source declares them, so that a new one is tested without being listed."""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).resolve().parent.parent / "workshop_crm"
FILES = {"erpnext": ("api/*.py",), "preview": ("preview/*/endpoints.py", "api/imports.py")}


@dataclass(frozen=True)
class Argument:
	"""`kind` is the annotation without `| None`, for example "int" or "list | str"."""

	name: str
	kind: str
	required: bool


@dataclass(frozen=True)
class Endpoint:
	method: str
	writes: bool
	arguments: tuple[Argument, ...]


def endpoints_of(host: str) -> list[Endpoint]:
	"""Those of the import are served by the preview beside its other endpoints, and take what ERPNext's take."""
	paths = [path for pattern in FILES[host] for path in sorted(PACKAGE.glob(pattern))]
	return [found for path in paths for found in _of_module(path)]


def _of_module(path: Path) -> Iterator[Endpoint]:
	body = ast.parse(path.read_text(encoding="utf-8")).body
	groups = _groups(body)
	for node in body:
		if isinstance(node, ast.FunctionDef) and (kind := _kind(node)):
			feature = path.parent.name if path.stem == "endpoints" else path.stem
			arguments = tuple(one for given in _arguments(node) for one in groups.get(given.kind, (given,)))
			yield Endpoint(f"{feature}.{node.name}", kind == "writes", arguments)


def _groups(body: list[ast.stmt]) -> dict[str, tuple[Argument, ...]]:
	"""The dataclasses of core that a module imports, by name: each is a group of arguments to an endpoint that takes it."""
	found = {}
	for node in body:
		if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("workshop_crm.core."):
			module = importlib.import_module(node.module)
			for one in node.names:
				if is_dataclass(group := getattr(module, one.name, None)):
					found[one.name] = tuple(_member(item) for item in fields(group))
	return found


def _member(item: Any) -> Argument:
	kind = item.type if isinstance(item.type, str) else item.type.__name__
	return Argument(item.name, kind.removesuffix(" | None"), item.default is MISSING)


def _kind(node: ast.FunctionDef) -> str | None:
	"""`@endpoint(...)` on ERPNext, `@reads` and `@writes` in the preview."""
	for decorator in node.decorator_list:
		source = ast.unparse(decorator)
		if source in ("reads", "writes"):
			return source
		if source.startswith("endpoint("):
			return "writes" if "WRITE" in source else "reads"
	return None


def _arguments(node: ast.FunctionDef) -> Iterator[Argument]:
	given = node.args.args
	first_with_default = len(given) - len(node.args.defaults)
	for place, argument in enumerate(given):
		if argument.arg != "call":
			kind = ast.unparse(argument.annotation).removesuffix(" | None")
			yield Argument(argument.arg, kind, place < first_with_default)
