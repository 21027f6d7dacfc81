"""Reads the command line and runs one command."""

from __future__ import annotations

import argparse
import os
import re
import sqlite3
import sys
from collections.abc import Sequence
from pathlib import Path

from workshop_crm.core.common.errors import N_, WorkshopError
from workshop_crm.core.imports.fields import BALANCES
from workshop_crm.preview.cli import commands, loyalty_commands
from workshop_crm.preview.cli.language import shell_language
from workshop_crm.preview.translate import translator

DEFAULT_PORT = 8300
DEFAULT_HOST = "127.0.0.1"
MAX_PORT = 65535
MAX_COUNT = 1_000_000
FAILED = N_("This could not be done: {reason}")


def _run_import(options: argparse.Namespace) -> int:
	from workshop_crm.preview.cli import import_command

	return import_command.run(options)


COMMANDS = {
	"serve": commands.serve,
	"import": _run_import,
	"demo": commands.demo,
	"reindex": commands.reindex,
	"analytics": commands.analytics,
	"search": commands.search,
	"check-points": commands.check_points,
	"import-points": _run_import,
	"backtest-loyalty": loyalty_commands.back_test,
	"loyalty-template": loyalty_commands.take_template,
}


def main(argv: Sequence[str] | None = None) -> int:
	"""Exit code 0: done. 1: refused, with the reason on standard error. 2: wrong usage. 3: done but for refused rows."""
	# What is written here names customers: nobody else on the machine needs to read it.
	os.umask(0o077)
	given = list(sys.argv[1:] if argv is None else argv)
	options = build_parser().parse_args(with_default_command(given))
	try:
		return COMMANDS[options.command](options)
	except WorkshopError as error:
		print(error.text(translator(shell_language())), file=sys.stderr)
		return 1
	except (OSError, sqlite3.Error) as error:
		reason = getattr(error, "strerror", None) or error
		print(translator(shell_language())(FAILED).format(reason=reason), file=sys.stderr)
		return 1
	except KeyboardInterrupt:
		return 130


def port(text: str) -> int:
	return _number_within(text, 0, MAX_PORT)


def count(text: str) -> int:
	return _number_within(text, 1, MAX_COUNT)


def _number_within(text: str, lowest: int, highest: int) -> int:
	if not re.fullmatch(r"[0-9]{1,9}", text) or not lowest <= int(text) <= highest:
		raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number from {lowest} to {highest}")
	return int(text)


def with_default_command(given: Sequence[str]) -> list[str]:
	"""`serve` is what happens when nothing else is asked for."""
	if given and (given[0] in COMMANDS or given[0] in ("-h", "--help")):
		return list(given)
	return ["serve", *given]


def default_data_file() -> Path:
	base = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
	return Path(base) / "workshop-crm" / "preview.sqlite3"


def build_parser() -> argparse.ArgumentParser:
	parser = argparse.ArgumentParser(
		prog="preview",
		description="The workshop on one SQLite file, for trying it before there is an ERPNext site.",
		epilog="Exit codes: 0 done, 1 refused, 2 wrong usage, 3 done but for refused rows.",
	)
	commands_of = parser.add_subparsers(dest="command", metavar="command")
	_serve(commands_of)
	_import(commands_of)
	_import_points(commands_of)
	_others(commands_of)
	for command in commands_of.choices.values():
		command.add_argument(
			"--data",
			type=Path,
			default=default_data_file(),
			metavar="FILE",
			help="the data file (default: %(default)s)",
		)
	return parser


def _serve(commands_of: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
	serve = commands_of.add_parser("serve", help="open the workshop in the browser (the default)")
	serve.add_argument(
		"--port", type=port, default=DEFAULT_PORT, help="default: %(default)s; 0 takes a free one"
	)
	serve.add_argument("--host", default=DEFAULT_HOST, help="the address to listen on (default: %(default)s)")
	serve.add_argument(
		"--name",
		action="append",
		default=[],
		help="another name this machine is opened by; may be given again",
	)
	serve.add_argument(
		"--demo", action="store_true", help="fill an empty data file with a made-up workshop first"
	)


def _import(commands_of: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
	command = commands_of.add_parser(
		"import",
		help="import customers or invoices from a spreadsheet",
		description="Columns are recognised by ERPNext's headings in English and Arabic; --map names the others.",
	)
	command.add_argument("kind", choices=("customers", "invoices"))
	command.add_argument(
		"file", type=Path, help="CSV or .xlsx as ERPNext exports it, or any sheet with headings"
	)
	command.add_argument(
		"--keep-good", action="store_true", help="save the good rows even when others are refused"
	)
	command.add_argument(
		"--same",
		action="append",
		default=[],
		metavar="LINE=CUSTOMER",
		help="the row is that customer (#LINE: the one of another row); may be given again",
	)
	command.add_argument(
		"--apart",
		action="append",
		default=[],
		metavar="LINE",
		help="the row is none of those it is like; may be given again",
	)
	command.add_argument(
		"--doubles", choices=("merge", "apart"), help="what to do with all other likely doubles"
	)
	_options_of_files(command)


def _import_points(commands_of: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
	command = commands_of.add_parser("import-points", help="write opening balances from a spreadsheet")
	command.add_argument("file", type=Path, help="with the columns customer, points, expires and spent")
	command.set_defaults(kind=BALANCES, keep_good=False, same=(), apart=(), doubles=None)
	_options_of_files(command)


def _options_of_files(command: argparse.ArgumentParser) -> None:
	command.add_argument("--dry-run", action="store_true", help="check everything and save nothing")
	command.add_argument(
		"--map",
		action="append",
		default=[],
		metavar="COLUMN=FIELD",
		help="which field a column holds; may be given again",
	)
	command.add_argument(
		"--dates", choices=("day-first", "month-first"), help="how dates such as 05/03/2026 are meant"
	)
	command.add_argument(
		"--refused", type=Path, metavar="FILE", help="write the refused rows to this CSV file"
	)


def _others(commands_of: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
	demo = commands_of.add_parser("demo", help="fill an empty data file with a made-up workshop")
	demo.add_argument(
		"--customers", type=count, default=300, help="how many customers (default: %(default)s)"
	)
	commands_of.add_parser("reindex", help="write the search index anew")
	commands_of.add_parser("analytics", help="compute the figures of all customers")
	commands_of.add_parser("check-points", help="compare every customer's points with the ledger")
	search = commands_of.add_parser("search", help="find customers as the search box does")
	search.add_argument("query", help="a name in either script, a phone number, a plate")
	search.add_argument("--limit", type=count, default=10)
	draft = commands_of.add_parser(
		"backtest-loyalty",
		help="what a loyalty program would have given for the invoices of the last 12 months",
	)
	draft.add_argument("draft", help="a template; loyalty-template lists them")
	template = commands_of.add_parser(
		"loyalty-template",
		help="list loyalty programs to start from, or give the program in use the rules of one",
	)
	template.add_argument("key", nargs="?", help="which one; without it they are listed")
