"""`import customers|invoices FILE` and `import-points FILE`: checks, saves, and says what was refused and why."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.choices import Choices, decisions
from workshop_crm.core.imports.columns import map_columns
from workshop_crm.core.imports.dates import ORDER_OF_OPTION
from workshop_crm.core.imports.printed import columns_lines, exit_code, problem_lines, result_lines
from workshop_crm.core.imports.report import Report
from workshop_crm.core.imports.source import open_source
from workshop_crm.preview.cli.language import shell_language
from workshop_crm.preview.cli.progress import progress_line
from workshop_crm.preview.imports.run import run_import
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.translate import Translate, translator
from workshop_crm.preview.workshop import Workshop


def run(options: argparse.Namespace) -> int:
	"""Raises WorkshopError for a file that cannot be read at all."""
	translate = translator(shell_language())
	source = open_source(_read(options.file))
	columns = map_columns(options.kind, source.table.headings, options.map)
	order = ORDER_OF_OPTION[options.dates]
	choices = Choices(
		options.kind,
		columns,
		options.dry_run,
		options.keep_good,
		order,
		decisions(options.same, options.apart),
		options.doubles or "",
	)
	workshop = Workshop(options.data)
	started = time.monotonic()
	draw = progress_line(str(options.file.name))
	report = run_import(workshop, source, choices, lambda share: draw(round(share * 1000), 1000))
	_print_report(report, columns, source.table.headings, translate)
	print(f"{time.monotonic() - started:.1f} s")
	if options.refused and report.refused:
		options.refused.write_bytes(report.refused_csv(translate))
	if report.saved:
		_finish(workshop)
	return exit_code(report)


def _read(path: Path) -> bytes:
	try:
		return path.read_bytes()
	except OSError as error:
		raise InvalidInput(
			N_("{file} cannot be read: {reason}"), file=path, reason=error.strerror or error
		) from None


def _print_report(report: Report, columns: dict[str, int], headings: list[str], translate: Translate) -> None:
	for line in columns_lines(report.encoding, columns, headings, translate):
		print(line)
	for line in problem_lines(report, translate):
		print(line, file=sys.stderr)
	for line in result_lines(report, translate):
		print(line)


def _finish(workshop: Workshop) -> None:
	"""The search index and the figures, which a running server would see to in the background."""
	started = time.monotonic()
	Worker(workshop).run_due()
	print(f"search index and figures: {time.monotonic() - started:.1f} s")
