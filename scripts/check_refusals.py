"""Checks that every sentence users read is written once.

No sentence stands twice among core, ERPNext's side and the preview, and neither host refuses by a sentence of its own,
except for what that host alone can know (HOST_ONLY). What is older than this check is counted in ALLOWED; a number
there may only become smaller, and `--count` prints them as they are.
"""

from __future__ import annotations

import ast
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

APP = Path(__file__).resolve().parent.parent / "workshop_crm"
MARKERS = {"_", "N_", "translate"}
REFUSALS = {"InvalidInput", "NotFound", "NotAllowed", "Conflict", "WorkshopError"}
SIDES = {
	"core": "core",
	"preview": "preview",
	**dict.fromkeys(("services", "api", "overrides", "tasks.py", "commands.py", "workshop_crm"), "erpnext"),
}

# Who may do something is asked of Frappe's roles and permissions; the preview has none.
PERMISSIONS = {
	"Only the workshop's staff may do this. Ask for the role Workshop Front Desk.",
	"Only a Workshop Manager may do this.",
	"Only users of the Point of Sale may do this.",
	"You may not open {record}.",
	"You may not change {record}.",
	"You may not read all records that this chart is about.",
	"{vehicle} belongs to a customer whom you may not change. Ask a colleague who may.",
	"Log in to ask for your data.",
	"You can ask for your own data only.",
	"This request stays with its person. Make another one.",
	"Change this row on the form of {record}, and save that.",
}
# Accounts of ERPNext's books; the preview has no general ledger.
BOOKS = {
	"Enter an account: {field}.",
	"Enter the expense account to which points are booked.",
	"{account} cannot be used: {field} is an account of {company}, in {currency}, of the type {type}.",
	"{account} is the liability account of {program}. Choose one that is used for nothing else.",
	"Points are booked to {account} already. Cancel those Journal Entries before you choose another.",
}
# What only MariaDB, Redis, several workers and ERPNext's own documents can do wrong.
ERPNEXT = {
	"No background job can be started now. Try again in a minute.",
	"Only closing the Point of Sale makes a consolidated invoice. Make a new invoice without that mark.",
	"A value is too long, too large or not text. Correct it and try again.",
	"The value of {field} is too long, too large or not text. Correct it and try again.",
	"Somebody else has just changed the owner of {vehicle}. Look at the vehicle again.",
	"{customer} agreed to be reached by {channel}. Enter another address, or remove that channel from the customer first.",
	"These filters cannot be used. Give names of fields and their values.",
	"The filters of this field cannot be used. Correct them in its form.",
	"Another job is writing the search index. Try again when it is done.",
	"{engine} is not in use. The search engine is chosen in Workshop CRM Settings.",
	"Put the certificate file into one of these folders: {folders}",
	"Set the secret of the survey links in Workshop CRM Settings.",
	"Enter the API key or the password again: the stored one goes only to the server that it was saved for.",
	"This site has a made-up workshop of {customers} customers, {years} years and seed {seed} already.",
	"There are {count} invoices on this site already. Use --force to add the made-up workshop to them.",
	"This site sends messages automatically. Choose Outbox only under Messaging in Workshop CRM Settings before you add made-up customers.",
	"This did not work. Please try again later.",
	"Somebody else was changing the same records, so nothing was saved. Please try again.",
}
# The preview's own web server, command line and data file.
PREVIEW = {
	"There is no such page in the preview.",
	"This address cannot be used in this way.",
	"This changes something, so it takes a POST request.",
	"There is no method {method}.",
	"This preview does not go by the name in the address. Open it by the address that it printed.",
	"Another web site asked for this change, so it was refused.",
	"The file is too large. Split it into smaller ones.",
	"{host}:{port} cannot be used: {reason}. Choose another with --port.",
	"There is no made-up workshop in this data file. Nothing was removed.",
	"There are customers in this data file already. Give the made-up workshop a file of its own with --data.",
	"{file} is not a file. Name a file with --data.",
	"{file} may not be written. Name another file with --data.",
	"{file} cannot be the data file: {reason}. Name another with --data.",
	"{file} is not a data file of the preview, and was left as it is. Name another with --data.",
	"The data file was written by a newer version of the preview. Update the program and start it again.",
	"The search index is being rebuilt. Try again in a moment.",
}
HOST_ONLY = PERMISSIONS | BOOKS | ERPNEXT | PREVIEW
# Files are read by the preview's command line, and invoices of files are imported there alone.
HOST_ONLY_PATHS = ("preview/imports/", "preview/http/imports.py", "preview/cli/")

# In how many places a host says what core should say. These numbers only shrink.
ALLOWED: dict[str, int] = {}


@dataclass(frozen=True)
class Said:
	"""A sentence in the source; `refuses` when an error is made of it."""

	text: str
	path: str
	line: int
	refuses: bool

	@property
	def side(self) -> str:
		return SIDES.get(self.path.split("/")[0], "")

	@property
	def is_sentence(self) -> bool:
		"""Not a label or a term, which may stand wherever it is shown."""
		return self.refuses or self.text.endswith((".", "?")) or "{" in self.text


def sentences(path: str, source: str) -> Iterator[Said]:
	"""Every marked sentence of a module, once for the marker and once for the error that is made of it."""
	tree = ast.parse(source)
	named = dict(_constants(tree))
	for node in ast.walk(tree):
		if isinstance(node, ast.Call) and node.args:
			name, text = _called(node.func), _text(node.args[0], named)
			is_marked = name in MARKERS and isinstance(node.args[0], ast.Constant)
			if text and (name in REFUSALS or is_marked):
				yield Said(text, path, node.lineno, name in REFUSALS)


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
	for node in tree.body:
		is_named = isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
		if is_named and (text := _text(node.value, {})):
			yield node.targets[0].id, text


def _text(node: ast.expr, named: dict[str, str]) -> str:
	"""A literal, a marked literal, or the module's own name of one."""
	if isinstance(node, ast.Call) and _called(node.func) in MARKERS and node.args:
		node = node.args[0]
	if isinstance(node, ast.Name):
		return named.get(node.id, "")
	return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def _called(function: ast.expr) -> str:
	if isinstance(function, ast.Attribute):
		return function.attr
	return function.id if isinstance(function, ast.Name) else ""


def found_twice(said: Iterable[Said]) -> Iterator[Said]:
	"""Sentences that more than one side says, where a host says them."""
	sides = defaultdict(set)
	for one in said:
		sides[one.text].add(one.side)
	yield from (one for one in said if one.is_sentence and one.side != "core" and len(sides[one.text]) > 1)


def found_own(said: Iterable[Said]) -> Iterator[Said]:
	"""Refusals by a sentence of a host's own."""
	for one in said:
		is_known = one.text in HOST_ONLY or one.path.startswith(HOST_ONLY_PATHS)
		if one.refuses and one.side != "core" and not is_known:
			yield one


def to_be_moved(said: Sequence[Said]) -> list[Said]:
	"""One for each place that says it."""
	found = {(one.path, one.text): one for one in (*found_twice(said), *found_own(said))}
	return sorted(found.values(), key=lambda one: (one.text, one.path))


def read_app() -> list[Said]:
	paths = [path for path in sorted(APP.rglob("*.py")) if "tests" not in path.relative_to(APP).parts]
	said = [one for path in paths for one in sentences(str(path.relative_to(APP)), path.read_text("utf-8"))]
	return [one for one in said if one.side]


def problems(said: Sequence[Said], allowed: Mapping[str, int]) -> Iterator[str]:
	found = to_be_moved(said)
	counted = Counter(one.text for one in found)
	for one in found:
		if counted[one.text] > allowed.get(one.text, 0):
			yield f"{one.path}:{one.line}: a host says {one.text!r} itself. Let core say it, for both."
	for text, most in allowed.items():
		if counted[text] < most:
			yield f"{text!r} stands in {counted[text]} places, and {most} are allowed. Lower the number in ALLOWED."
	for text in sorted(HOST_ONLY - {one.text for one in said}):
		yield f"{text!r} is listed as a host's own, and nobody says it. Take it off the list."


def main() -> int:
	said = read_app()
	if "--count" in sys.argv[1:]:
		for text, count in sorted(Counter(one.text for one in to_be_moved(said)).items()):
			print(f"\t{json.dumps(text)}: {count},")
	lines = list(problems(said, ALLOWED))
	for line in lines:
		print(line)
	print(f"{len({one.text for one in said})} sentences, {sum(ALLOWED.values())} left, {len(lines)} problems")
	return bool(lines)


if __name__ == "__main__":
	sys.exit(main())
