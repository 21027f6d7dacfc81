"""`import customers|invoices FILE`: checks, saves, and says what was refused and why."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.preview.cli.language import shell_language
from workshop_crm.preview.cli.progress import progress_line
from workshop_crm.preview.imports import fields
from workshop_crm.preview.imports.dates import ORDERS
from workshop_crm.preview.imports.report import Report
from workshop_crm.preview.imports.run import Choices, run_import
from workshop_crm.preview.imports.source import open_source
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.translate import Translate, translator
from workshop_crm.preview.workshop import Workshop

REFUSALS_PRINTED = 20
DONE, REFUSED, DONE_BUT_FOR_REFUSED = 0, 1, 3


def run(options: argparse.Namespace) -> int:
	"""Raises WorkshopError for a file that cannot be read at all."""
	translate = translator(shell_language())
	source = open_source(_read(options.file))
	columns = fields.map_columns(options.kind, source.table.headings, options.map)
	order = {None: None, "day-first": ORDERS[0], "month-first": ORDERS[1]}[options.dates]
	choices = Choices(options.kind, columns, options.dry_run, options.keep_good, order)
	workshop = Workshop(options.data)
	started = time.monotonic()
	draw = progress_line(str(options.file.name))
	report = run_import(workshop, source, choices, lambda share: draw(round(share * 1000), 1000))
	_print_report(report, columns, source.table.headings, time.monotonic() - started, translate)
	if options.refused and report.refused:
		options.refused.write_bytes(report.refused_csv(translate))
	if report.saved:
		_finish(workshop)
	return _exit_code(report)


def _read(path: Path) -> bytes:
	try:
		return path.read_bytes()
	except OSError as error:
		raise InvalidInput(
			N_("{file} cannot be read: {reason}"), file=path, reason=error.strerror or error
		) from None


def _print_report(
	report: Report, columns: dict[str, int], headings: list[str], seconds: float, translate: Translate
) -> None:
	mapped = ", ".join(f"{headings[place]} = {field}" for field, place in columns.items())
	print(f"{report.encoding}, columns: {mapped}")
	for refusal in report.as_dict(translate)["refused"][:REFUSALS_PRINTED]:
		print(
			translate(N_('Line {line}, {column}, "{value}": {reason} {advice}')).format(**refusal),
			file=sys.stderr,
		)
	if len(report.refused) > REFUSALS_PRINTED:
		more = len(report.refused) - REFUSALS_PRINTED
		print(
			translate(N_("... and {count} more. --refused FILE writes them all.")).format(count=more),
			file=sys.stderr,
		)
	for note in report.notes:
		print(note.text(translate))
	counts = N_(
		"added {added}, updated {updated}, unchanged {unchanged}, left out {left_out}, refused {refused_rows}"
	)
	print(f"{translate(counts).format(**report.as_dict(translate))}  ({seconds:.1f} s)")
	print(translate(_outcome(report)))


def _outcome(report: Report) -> str:
	if report.saved:
		return N_("Saved.")
	if report.dry_run:
		return N_("This was a dry run: nothing was saved.")
	return N_("Nothing was saved. Correct the rows, or give --keep-good to save the others.")


def _finish(workshop: Workshop) -> None:
	"""The search index and the figures, which a running server would see to in the background."""
	started = time.monotonic()
	Worker(workshop).run_due()
	print(f"search index and figures: {time.monotonic() - started:.1f} s")


def _exit_code(report: Report) -> int:
	if not report.refused:
		return DONE
	return DONE_BUT_FOR_REFUSED if report.saved else REFUSED
