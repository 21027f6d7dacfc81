"""`bench --site SITE workshop-crm ...`: what an administrator does by hand, with progress and exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

import frappe
from frappe.commands import get_site, pass_context

from workshop_crm.core.common.errors import WorkshopError

if TYPE_CHECKING:
	from workshop_crm.services.imports.command import Told

Progress = Callable[[int, int], None]


@click.group("workshop-crm")
def workshop_crm() -> None:
	"""Workshop CRM: search index, import, analytics, loyalty points, personal data, demo."""


@workshop_crm.command()
@click.option("--engine", help="Only this one of those in use.")
@click.option(
	"--since", type=click.DateTime(["%Y-%m-%d"]), help="Only customers changed on this day or later."
)
@click.option("--anew", is_flag=True, help="From the start, also when an interrupted one could go on.")
@pass_context
def reindex(context: Any, engine: str | None, since: datetime | None, anew: bool) -> None:
	"""Make the search index again from all customers, or bring it those that changed.

	May be interrupted at any time: searches use the old index until the new one is complete, customers that were
	noted are brought later, and the next one goes on where it stopped. Exit code 1 when an engine is away or another process writes its index.
	"""
	from workshop_crm.services.search import engines, rebuild, updates

	with _site(context):
		for name in [engines.checked(engine)] if engine else engines.in_use():
			with _progress(name) as progress:
				if since:
					done = rebuild.bring_since(name, since.date(), progress)
				else:
					if anew:
						updates.want_rebuild(name)
					done = rebuild.rebuild(name, progress)
			click.echo(f"{name}: {done} customers were brought to the index.")


@workshop_crm.command()
@click.argument("query")
@click.option("--limit", default=10, show_default=True, help="How many customers to show.")
@pass_context
def search(context: Any, query: str, limit: int) -> None:
	"""Find customers as the search box does. Exit code 1 when another engine than the chosen one answers, or none."""
	from workshop_crm.services.search import find

	with _site(context):
		answer = find.find(query, limit)
	for hit in answer["hits"]:
		phone = hit["phones"][0]["e164"] if hit["phones"] else ""
		columns = (f"{hit['score']:5.1f}", hit["reason"], hit["customer"], hit["name"], hit["name_ar"], phone)
		click.echo("  ".join(columns))
	if answer["note"]:
		click.echo(answer["note"], err=True)
		raise SystemExit(1)


@workshop_crm.command("search-status")
@pass_context
def search_status(context: Any) -> None:
	"""As JSON: the engine, and how many customers are in its index, wait, and were refused for good.

	Exit code 1 when an index in use cannot be used, 2 when customers were refused.
	"""
	from workshop_crm.services.search import status

	with _site(context):
		found = status.status()
	click.echo(json.dumps(found, ensure_ascii=False))
	states = found["engines"].values()
	if any(state["indexed"] is None for state in states):
		raise SystemExit(1)
	if any(state["dead"] for state in states):
		raise SystemExit(2)


@workshop_crm.command("search-retry")
@pass_context
def search_retry(context: Any) -> None:
	"""Try customers again that an index refused. Exit code 1 when it refuses some of them again, or is away."""
	from workshop_crm.services.search import engines, updates

	with _site(context):
		retried = updates.retry_dead()
		frappe.db.commit()
		for engine in engines.in_use():
			engines.wake(engine)
			updates.drain(engine)
		failed = updates.failed()
	click.echo(f"{retried} were tried again, {failed} failed.")
	if failed:
		raise SystemExit(1)


@workshop_crm.command()
@pass_context
def analytics(context: Any) -> None:
	"""Value all customers again."""
	from workshop_crm.services.analytics import scoring

	with _site(context), _progress("Customers") as progress:
		done = scoring.run(progress)
	click.echo(f"{done} customers were valued.")


@workshop_crm.command("repair-points")
@click.option("--days", default=90, show_default=True, help="How far back to look.")
@pass_context
def repair_points(context: Any, days: int) -> None:
	"""Post points that could not be posted with their invoice."""
	from workshop_crm.services.loyalty import upkeep

	with _site(context), _progress("Invoices") as progress:
		done = upkeep.repair(days, progress)
	click.echo(f"The points of {done} invoices were corrected.")


@workshop_crm.command("check-points")
@pass_context
def check_points(context: Any) -> None:
	"""Compare every customer's points with the ledger. Nothing is changed. Exit code 1 when something does not agree."""
	from workshop_crm.services.loyalty import checks

	with _site(context), _progress("Customers") as progress:
		found = [one.line() for one in checks.check(progress)]
	for line in found:
		click.echo(line, err=True)
	click.echo(f"{len(found)} differences.")
	if found:
		raise SystemExit(1)


@workshop_crm.command("backtest-loyalty")
@click.argument("draft")
@click.option("--company", help="Whose invoices; those of the site's default company otherwise.")
@click.option("--json", "as_json", is_flag=True, help="All figures as JSON.")
@pass_context
def backtest_loyalty(context: Any, draft: str, company: str | None, as_json: bool) -> None:
	"""What DRAFT, a Loyalty Program or a template, would have given for the invoices of the last 12 months.

	Points, cost, who gains and the tiers, beside the program in use. Nothing is written.
	"""
	from workshop_crm.core.loyalty.back_test_view import report
	from workshop_crm.services.loyalty import trial

	with _site(context), _progress("Invoices") as progress:
		found = trial.run(draft, company, progress)
	click.echo(json.dumps(found, ensure_ascii=False) if as_json else "\n".join(report(found, str)))


@workshop_crm.command("loyalty-template")
@click.argument("key", required=False)
@click.option("--company", help="Whose program it is; the site's default company otherwise.")
@click.option("--name", help="What the program is called.")
@click.option("--from", "starts", type=click.DateTime(["%Y-%m-%d"]), help="Its first day; today otherwise.")
@pass_context
def loyalty_template(
	context: Any, key: str | None, company: str | None, name: str | None, starts: datetime | None
) -> None:
	"""List loyalty programs to start from, each with an example; with KEY make one, which nobody has joined yet."""
	from workshop_crm.core.loyalty.program_templates import described
	from workshop_crm.services.loyalty import program_templates
	from workshop_crm.services.platform import settings

	if not key:
		click.echo("\n".join(described(str)))
		return
	with _site(context):
		day = (starts or datetime.now()).date()
		made = program_templates.create(key, company or settings.company(), name, day)
	click.echo(f"{made.program} was made.")
	for rule in made.left_out:
		click.echo(f"Left out, because the workshop does not have its service: {rule}")


@workshop_crm.command()
@click.option("--customers", default=60, show_default=True, help="How many customers to make up.")
@click.option("--years", default=2, show_default=True, help="How many years of visits.")
@click.option("--seed", default=7, show_default=True, help="The same seed makes the same workshop.")
@click.option("--force", is_flag=True, help="Also on a site that has invoices of its own.")
@pass_context
def demo(context: Any, customers: int, years: int, seed: int, force: bool) -> None:
	"""Fill the site with a made-up workshop; run it again to go on where it stopped."""
	from workshop_crm.services.demo import records

	with _site(context), _progress("Records") as progress:
		made = records.make(customers, years, seed, progress, force)
	click.echo(f"{made} records were made.")


@workshop_crm.command("import-customers")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Check everything and save nothing.")
@click.option("--keep-good", is_flag=True, help="Save the good rows even when others are refused.")
@click.option(
	"--map", "mapped", multiple=True, metavar="COLUMN=FIELD", help="Which field a column holds; repeatable."
)
@click.option(
	"--same", multiple=True, metavar="LINE=CUSTOMER", help="The row is that customer, #LINE: of that row."
)
@click.option("--apart", multiple=True, metavar="LINE", help="The row is none of those it is like.")
@click.option("--doubles", type=click.Choice(["merge", "apart"]), help="For all other likely doubles.")
@click.option(
	"--refused", type=click.Path(dir_okay=False, writable=True), help="Write the refused rows to this CSV."
)
@pass_context
def import_customers(context: Any, file: str, refused: str | None, **options: Any) -> None:
	"""Import customers with their phones and cars from FILE: CSV or .xlsx, with headings in English or Arabic.

	Run it with --dry-run first. Exit code 1 when nothing was saved, 3 when some rows were refused.
	"""
	from workshop_crm.services.imports import command

	with _site(context), _progress("Rows") as progress:
		told = command.run_customers(Path(file), options, lambda share: progress(round(share * 1000), 1000))
	_tell(told, refused)


@workshop_crm.command("import-points")
@click.argument("file", type=click.Path(exists=True, dir_okay=False))
@click.option("--dry-run", is_flag=True, help="Check everything and save nothing.")
@click.option(
	"--map", "mapped", multiple=True, metavar="COLUMN=FIELD", help="Which field a column holds; repeatable."
)
@click.option(
	"--dates", type=click.Choice(["day-first", "month-first"]), help="How dates such as 05/03/2026 are meant."
)
@click.option(
	"--refused", type=click.Path(dir_okay=False, writable=True), help="Write the refused rows to this CSV."
)
@pass_context
def import_points(context: Any, file: str, refused: str | None, **options: Any) -> None:
	"""Write the opening balances of FILE: CSV or .xlsx with the columns customer, points, expires and spent.

	All of them or none: exit code 1 when a row is refused, and nothing is saved then.
	"""
	from workshop_crm.services.imports import command

	with _site(context), _progress("Rows") as progress:
		told = command.run_balances(Path(file), options, lambda share: progress(round(share * 1000), 1000))
	_tell(told, refused)


def _tell(told: Told, refused: str | None) -> None:
	"""Print what an import did, write its refused rows to a file, and end with its exit code."""
	for line in told.lines:
		click.echo(line)
	for line in told.problems:
		click.echo(line, err=True)
	if refused and told.refused_csv:
		Path(refused).write_bytes(told.refused_csv)
	raise SystemExit(told.exit_code)


@workshop_crm.group("personal-data")
def personal_data() -> None:
	"""What is held of a person: hand it out, or erase it for good."""


@personal_data.command("export")
@click.argument("customer")
@click.option("--output", type=click.Path(dir_okay=False, writable=True), help="A file; else it is printed.")
@pass_context
def export_personal_data(context: Any, customer: str, output: str | None) -> None:
	"""Everything the site holds of CUSTOMER as JSON. Exit code 1 when there is no such customer."""
	from workshop_crm.services.privacy.export import export

	with _site(context):
		document = export(customer)
	text = json.dumps(document, indent=2, ensure_ascii=False)
	if not output:
		click.echo(text)
		return
	try:
		# Whoever else works on the machine need not read it.
		Path(output).touch(mode=0o600)
		Path(output).write_text(text + "\n", encoding="utf-8")
	except OSError as error:
		raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
	click.echo(f"What is held of {customer} is in {output}.", err=True)


@personal_data.command("erase")
@click.argument("customer")
@click.option("--yes", is_flag=True, help="Needed: what is erased never comes back.")
@pass_context
def erase_personal_data(context: Any, customer: str, yes: bool) -> None:
	"""Erase the person behind CUSTOMER; invoices and points stay, without a name in the customer's record.

	Exit code 1 when there is no such customer, 2 without --yes; nothing is erased then.
	"""
	from workshop_crm.services.privacy.erase import erase_confirmed

	if not yes:
		raise click.UsageError("Nothing was erased. This cannot be undone: say --yes to do it.")
	with _site(context):
		answer = erase_confirmed(customer, customer)
	for what, count in answer["erased"].items():
		click.echo(f"{count:6}  {what.replace('_', ' ')}")
	for remark in answer["remarks"]:
		click.echo(remark, err=True)
	click.echo(f"The person is erased. The record is now called {answer['customer']}.")


@contextmanager
def _site(context: Any) -> Iterator[None]:
	frappe.init(site=get_site(context))
	frappe.connect()
	try:
		frappe.set_user("Administrator")
		yield
		frappe.db.commit()
	except WorkshopError as error:
		raise click.ClickException(str(error)) from error
	finally:
		frappe.destroy()


@contextmanager
def _progress(label: str) -> Iterator[Progress]:
	"""A bar on a terminal; nothing in a log."""
	with click.progressbar(length=1, label=label) as bar:

		def show(done: int, total: int) -> None:
			bar.length = max(total, 1)
			bar.update(done - bar.pos)

		yield show


commands = [workshop_crm]
