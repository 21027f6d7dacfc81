"""How well and how fast is a customer found, however the name is written?

python -m benchmarks.search --names FILE.tsv [--customers N] [--queries N] [--engine embedded|elasticsearch] [--typo]
FILE has the columns arabic<TAB>english. `--peer` asks ERPNext's own search instead, on the site of `./dev benchmark profile`.
"""

from __future__ import annotations

import argparse
import json
import sys
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.search.as_typed import as_typed, both_names
from benchmarks.search.engines import ELASTICSEARCH, EMBEDDED, Engine, engine
from benchmarks.search.hostile import hostile_queries, measure_hostile
from benchmarks.search.keystrokes import keystrokes_to_top3
from benchmarks.search.names import Pair, customer_id, customers, read_pairs, real_names
from benchmarks.search.quality import Question, Search, measure
from benchmarks.search.questions import KINDS, MISSPELT, chosen, questions
from benchmarks.search.worker import ask_worker
from workshop_crm.core.search import finding

WARM_UPS = 20
# Every key of a name is a search, so fewer names are typed key by key.
NAMES_A_TYPED_ONE = 10
TYPOS_OF_A_NAME = 3


def main() -> None:
	"""Print one JSON object."""
	arguments = _arguments()
	if arguments.peer:
		from benchmarks.search.peer import measure_peer

		print(json.dumps(measure_peer(arguments.queries)))
		return
	with engine(arguments.engine, arguments.url) as filled:
		print(json.dumps(_measured(filled, arguments)))


def _measured(filled: Engine, arguments: argparse.Namespace) -> dict[str, Any]:
	pairs = read_pairs(arguments.names)
	names = real_names(pairs)
	count = max(len(names), arguments.customers)
	tell(f"indexing {count:,} customers, {len(names):,} of them with the names of {arguments.names}")
	seconds = filled.fill(lambda: customers(names, count))
	megabytes = filled.megabytes()
	numbers = {name: number for number, name in enumerate(names)}
	asked = chosen(pairs, arguments.queries)
	texts = [question.text for kind in KINDS for question in questions(kind, asked[:100], numbers)]
	tell("a process that only searches")
	worker = ask_worker(filled, texts)
	search: Search = partial(finding.search, filled.open())
	for text in texts[:WARM_UPS]:
		search(text, 10)
	kinds = {}
	for kind in KINDS:
		tell(f"{len(asked):,} customers: {kind}")
		repetitions = TYPOS_OF_A_NAME if arguments.typo and kind in MISSPELT else 1
		kinds[kind] = measure(search, questions(kind, asked, numbers, repetitions))
	tell("what nobody means")
	hostile = measure_hostile(search, list(hostile_queries(arguments.queries)))
	tell("names typed key by key")
	keystrokes = _keystrokes(search, asked, numbers)
	documents = both_names(pairs)
	tell(f"indexing {len(documents):,} customers with a name in each script")
	filled.fill(lambda: documents)
	tell("names typed as they are stored")
	return {
		"engine": filled.name,
		"customers": count,
		"index_seconds": round(seconds, 2),
		"index_mb": round(megabytes, 1),
		"worker_rss_mb": worker.pop("worker_rss_mb"),
		**kinds,
		"hostile": hostile,
		**keystrokes,
		"as_typed": as_typed(partial(finding.search, filled.open()), documents, _some(arguments.queries)),
		**worker,
	}


def _keystrokes(search: Search, asked: list[Pair], numbers: dict[str, int]) -> dict[str, float]:
	"""For names typed in the other script, and in their own."""
	some = asked[: _some(len(asked))]
	typed = [(pair, customer_id(numbers[pair.arabic])) for pair in some]
	other = [Question(pair.english, customer) for pair, customer in typed]
	own = [Question(pair.arabic, customer) for pair, customer in typed]
	return {
		"keystrokes_to_top3": keystrokes_to_top3(search, other),
		"keystrokes_to_top3_arabic": keystrokes_to_top3(search, own),
	}


def _some(count: int) -> int:
	return max(1, count // NAMES_A_TYPED_ONE)


def tell(text: str) -> None:
	print(text, file=sys.stderr, flush=True)


def _arguments() -> argparse.Namespace:
	parser = argparse.ArgumentParser(prog="./dev benchmark search")
	parser.add_argument("--names", type=Path, metavar="FILE.tsv", help="columns arabic<TAB>english")
	parser.add_argument(
		"--customers",
		type=int,
		default=100_000,
		metavar="N",
		help="at least so many, made-up ones beside those of the file; 100000 unless said otherwise",
	)
	parser.add_argument(
		"--queries", type=int, default=1_000, metavar="N", help="of each kind; 1000 unless said otherwise"
	)
	parser.add_argument("--engine", choices=(EMBEDDED, ELASTICSEARCH), default=EMBEDDED)
	parser.add_argument("--url", help="of an Elasticsearch server; without it one is started for the time")
	parser.add_argument(
		"--typo", action="store_true", help=f"{TYPOS_OF_A_NAME} misspellings of every name instead of one"
	)
	parser.add_argument(
		"--peer", action="store_true", help="ask ERPNext's own search, on the site of ./dev benchmark profile"
	)
	arguments = parser.parse_args()
	if arguments.queries < 1 or arguments.customers < 1:
		parser.error("--customers and --queries must be 1 or more")
	if not arguments.peer and not (arguments.names and arguments.names.is_file()):
		parser.error("--names FILE.tsv: a file with the columns arabic and english")
	return arguments


if __name__ == "__main__":
	main()
