"""A process that only searches: how much memory it takes, and how long its first search.

python -m benchmarks.search.worker ENGINE FILE ADDRESS PREFIX, with the queries as a JSON list on its standard input.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import astuple
from pathlib import Path
from time import perf_counter

from benchmarks.search.engines import Engine
from workshop_crm.core.search.finding import search

_STATUS = Path("/proc/self/status")
_KIBIBYTE = 1024 / 1_000_000


def ask_worker(engine: Engine, texts: Sequence[str]) -> dict[str, float]:
	"""`worker_rss_mb` when it has answered everything, `worker_peak_mb`, and `first_search_ms`."""
	command = [sys.executable, "-m", "benchmarks.search.worker", *astuple(engine)]
	done = subprocess.run(command, input=json.dumps(texts), stdout=subprocess.PIPE, text=True, check=True)
	answer: dict[str, float] = json.loads(done.stdout)
	return answer


def main() -> None:
	index = Engine(*sys.argv[1:]).open()
	first, *others = json.load(sys.stdin)
	started = perf_counter()
	search(index, first, 10)
	first_search = 1000 * (perf_counter() - started)
	for text in others:
		search(index, text, 10)
	print(
		json.dumps(
			{
				"worker_rss_mb": _megabytes("VmRSS"),
				"worker_peak_mb": _megabytes("VmHWM"),
				"first_search_ms": round(first_search, 1),
			}
		)
	)


def _megabytes(line: str) -> float:
	found = next(row for row in _STATUS.read_text().splitlines() if row.startswith(line))
	return round(int(found.split()[1]) * _KIBIBYTE, 1)


if __name__ == "__main__":
	main()
