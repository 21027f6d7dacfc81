"""What each command does."""

from __future__ import annotations

import argparse
import logging
import signal
import sys
import time

from workshop_crm.preview.cli.language import shell_language
from workshop_crm.preview.cli.progress import progress_line
from workshop_crm.preview.translate import translator
from workshop_crm.preview.workshop import Workshop


def serve(options: argparse.Namespace) -> int:
	"""Serve until the process is told to end."""
	from workshop_crm.preview.http.app import PreviewApp
	from workshop_crm.preview.http.guard import Guard
	from workshop_crm.preview.http.server import open_server
	from workshop_crm.preview.jobs.worker import Worker

	logging.basicConfig(
		level=logging.INFO, format="%(asctime)s %(message)s", datefmt="%H:%M:%S", stream=sys.stderr
	)
	workshop = Workshop(options.data)
	server = open_server(PreviewApp(workshop, Guard(options.host, options.name)), options.host, options.port)
	if options.demo:
		_fill_if_empty(workshop)
	worker = Worker(workshop)
	worker.start()
	signal.signal(signal.SIGTERM, _end)
	print(f"The workshop is open: {_address(options.host, server.port)}   (data: {options.data})", flush=True)
	try:
		server.serve_forever()  # ends quietly at an interrupt, and closes its socket
	finally:
		worker.stop()
	print("Closed. The data is kept.", flush=True)
	return 0


def demo(options: argparse.Namespace) -> int:
	_fill(Workshop(options.data), options.customers)
	return 0


def reindex(options: argparse.Namespace) -> int:
	from workshop_crm.preview.search import indexing

	started = time.monotonic()
	count = indexing.rebuild(Workshop(options.data))
	print(f"{count:,} customers indexed in {time.monotonic() - started:.1f} s")
	return 0


def analytics(options: argparse.Namespace) -> int:
	from workshop_crm.preview.analytics import analyses

	started = time.monotonic()
	count = analyses.compute(Workshop(options.data))
	print(f"{count:,} customers computed in {time.monotonic() - started:.1f} s")
	return 0


def search(options: argparse.Namespace) -> int:
	"""Exit code 1 when nobody was found."""
	from workshop_crm.core.search import finding
	from workshop_crm.core.search.errors import IndexUnavailable
	from workshop_crm.preview.search import indexing

	workshop = Workshop(options.data)
	try:
		hits = finding.search(workshop.index, options.query, options.limit)
	except IndexUnavailable:
		indexing.rebuild(workshop)
		hits = finding.search(workshop.index, options.query, options.limit)
	for hit in hits:
		plates = " ".join(plate.latin for plate in hit.plates)
		print("\t".join([hit.customer, hit.name, hit.name_ar, " ".join(hit.phones), plates, hit.reason]))
	return 0 if hits else 1


def check_points(options: argparse.Namespace) -> int:
	"""Exit code 1 when something does not agree."""
	from workshop_crm.preview.loyalty import checks
	from workshop_crm.preview.settings import read_settings

	workshop = Workshop(options.data)
	translate = translator(shell_language())
	with workshop.open() as connection:
		found = checks.check(connection, read_settings(connection), workshop.clock().date())
	for customer, told in found:
		print(f"{customer}: {translate(told.what)}: {told.stored}, {told.found}", file=sys.stderr)
	print(f"{len(found)} differences")
	return 1 if found else 0


def _fill_if_empty(workshop: Workshop) -> None:
	from workshop_crm.preview.demo import is_filled

	with workshop.open() as connection:
		filled = is_filled(connection)
	if not filled:
		_fill(workshop, customers=300)


def _fill(workshop: Workshop, customers: int) -> None:
	from workshop_crm.preview.demo import fill

	started = time.monotonic()
	count = fill(workshop, customers, progress_line("Making up a workshop"))
	print(
		f"{customers:,} customers and {count:,} invoices made up in {time.monotonic() - started:.1f} s",
		flush=True,
	)


def _address(host: str, port: int) -> str:
	shown = {"0.0.0.0": "localhost", "::": "localhost"}.get(host, host)
	return f"http://[{shown}]:{port}" if ":" in shown else f"http://{shown}:{port}"


def _end(_signal: int, _frame: object) -> None:
	raise KeyboardInterrupt
