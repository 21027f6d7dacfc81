"""How long does the preview take to import 23,570 customers and 69,659 real transactions, index and analyse them?

python -m benchmarks.import_cdnow
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from time import perf_counter, process_time

from benchmarks.data.cdnow import data_file
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.columns import guess_kind, suggest
from workshop_crm.core.imports.source import open_source
from workshop_crm.preview.analytics import analyses
from workshop_crm.preview.imports.run import run_import
from workshop_crm.preview.search import indexing
from workshop_crm.preview.workshop import Workshop


def main() -> None:
	"""Print one JSON object; `seconds` are of the clock, `cpu_seconds` of this process alone."""
	customers, invoices = as_csv(data_file("CDNOW_master.txt").read_text())
	with tempfile.TemporaryDirectory() as folder:
		workshop = Workshop(Path(folder) / "preview.sqlite3")
		steps = {
			"customers": lambda: load(workshop, customers),
			"invoices": lambda: load(workshop, invoices),
			"search_index": lambda: indexing.rebuild(workshop),
			"analytics": lambda: analyses.compute(workshop),
			"invoices_again": lambda: load(workshop, invoices),
		}
		print(
			json.dumps({"benchmark": "import_cdnow", **{name: timed(step) for name, step in steps.items()}})
		)


def as_csv(text: str) -> tuple[bytes, bytes]:
	"""The purchases as the two lists that ERPNext would export."""
	rows = [line.split() for line in text.splitlines()[1:] if line.strip()]
	buyers = dict.fromkeys(row[0] for row in rows)
	customers = sheet(["ID", "Customer Name"], ([buyer, f"Customer {buyer}"] for buyer in buyers))
	invoices = sheet(
		["ID", "Customer", "Posting Date", "Grand Total", "Status"],
		(
			[f"CDNOW-{number:06d}", buyer, f"{day[:4]}-{day[4:6]}-{day[6:]}", amount, "Paid"]
			for number, (buyer, day, _count, amount) in enumerate(rows, 1)
		),
	)
	return customers, invoices


def sheet(headings: list[str], rows: Iterable[list[str]]) -> bytes:
	text = io.StringIO()
	writer = csv.writer(text)
	writer.writerow(headings)
	writer.writerows(rows)
	return text.getvalue().encode()


def load(workshop: Workshop, data: bytes) -> dict[str, int]:
	source = open_source(data)
	kind = guess_kind(source.table.headings)
	report = run_import(workshop, source, Choices(kind, suggest(kind, source.table.headings)))
	if not report.saved:
		raise SystemExit(f"{report.refused_rows} rows were refused.")
	return {"added": report.added, "unchanged": report.unchanged}


def timed(step: Callable[[], object]) -> dict[str, object]:
	clock, cpu = perf_counter(), process_time()
	result = step()
	return {
		"seconds": round(perf_counter() - clock, 2),
		"cpu_seconds": round(process_time() - cpu, 2),
		"rows": result,
	}


if __name__ == "__main__":
	main()
