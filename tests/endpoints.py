"""The endpoints of both hosts as their source declares them, so that a new one is tested without being listed."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

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
	for node in ast.parse(path.read_text(encoding="utf-8")).body:
		if isinstance(node, ast.FunctionDef) and (kind := _kind(node)):
			feature = path.parent.name if path.stem == "endpoints" else path.stem
			yield Endpoint(f"{feature}.{node.name}", kind == "writes", tuple(_arguments(node)))


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
