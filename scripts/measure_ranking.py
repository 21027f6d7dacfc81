"""How well names are ranked, without any engine: every name of a file is a candidate for every query.

	PYTHONPATH=. python scripts/measure_ranking.py --names NAMES.tsv [--tokens SINGLE.tsv] [--hold-out 0.5] [--queries 500]

The files hold Arabic, a tab and English in every line. Rows with the same Arabic name are one customer, ties count as
an average. With --hold-out the letter costs are learned from the rest of both files first, and only held-out rows are
asked for; without it the committed costs are used, which know the development data.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from learn_spelling import Pair, as_module, learn, read_pairs, split, word_pairs

from benchmarks.search.queries import arabic_variant, with_typo
from workshop_crm.core.names import letter_costs
from workshop_crm.core.names.fold import fold

if TYPE_CHECKING:
	from workshop_crm.core.search.name_cost import NameTable

TIE = 1e-4


def main() -> None:
	options = _options()
	names, tokens = read_pairs(options.names), read_pairs(options.tokens) if options.tokens else []
	kept_names, asked_names = split(names, options.hold_out)
	kept_tokens, asked_tokens = split(tokens, options.hold_out)
	if options.hold_out:
		text = as_module(learn(word_pairs(kept_names + kept_tokens)))
		letter_costs.LETTER_COSTS = text.split('"""')[-2]
	print(
		json.dumps(_figures(names, asked_names or names, tokens, asked_tokens or tokens, options), indent=1)
	)


def _figures(
	names: list[Pair],
	asked: list[Pair],
	tokens: list[Pair],
	asked_tokens: list[Pair],
	options: argparse.Namespace,
) -> dict[str, object]:
	full, single = _Names([a for a, _ in names]), _Names([a for a, _ in tokens])
	latin = _Names([e for _, e in names])
	chance = random.Random(options.seed)
	sample = chance.sample(asked, min(options.queries, len(asked)))
	same = [(a, a) for a, _ in sample]
	turned = [(e, a) for a, e in sample]
	makers: dict[str, tuple[_Names, Sequence[Pair], Callable[[str], str]]] = {
		"english": (full, sample, str),
		"english_typo": (full, sample, lambda name: with_typo(name, chance)),
		"single": (single, chance.sample(asked_tokens, min(options.queries, len(asked_tokens))), str),
		"arabic_variant": (full, same, lambda name: arabic_variant(name, chance)),
		"arabic_typo": (full, same, lambda name: with_typo(name, chance)),
		"to_english": (latin, turned, str),
	}
	chosen = options.only.split(",") if options.only else list(makers)
	return {name: _measure(*makers[name], options.show) for name in chosen if makers[name][1]}


class _Names:
	"""The different names of a file, as one table."""

	def __init__(self, names: Sequence[str]) -> None:
		# Imported late: the letter costs are read when these modules are.
		from workshop_crm.core.names.spelled import spelled
		from workshop_crm.core.search.name_cost import NameTable

		self.names = list(dict.fromkeys(names))
		self.place = {name: place for place, name in enumerate(self.names)}
		self.table: NameTable = NameTable([spelled(fold(name)) for name in self.names])

	def costs(self, query: str) -> np.ndarray:
		from workshop_crm.core.names.spelled import spelled
		from workshop_crm.core.search.name_cost import spelled_as_typed

		found = self.table.costs(spelled(fold(query)))
		best = np.argsort(found, kind="stable")[:300]
		found[best] += [spelled_as_typed(query, self.names[place]) for place in best]
		return found


def _measure(names: _Names, pairs: Sequence[Pair], make: Callable[[str], str], show: int) -> dict[str, float]:
	first = ten = reciprocal = 0.0
	started = time.process_time()
	wrong = []
	for name, source in pairs:
		query = make(source)
		found = names.costs(query)
		right = found[names.place[name]]
		better = int((found < right - TIE).sum())
		ties = int((np.abs(found - right) <= TIE).sum()) - 1
		rank = 1 + better + ties / 2
		first += 1 / (1 + ties) if not better else 0
		ten += rank <= 10
		reciprocal += 1 / rank
		if rank > 1:
			wrong.append(
				(
					rank,
					query,
					name,
					round(float(right), 2),
					names.names[int(found.argmin())],
					round(float(found.min()), 2),
				)
			)
	for line in wrong[:show]:
		print(*line, sep="\t")
	count = len(pairs)
	return {
		"r1": round(first / count, 4),
		"r10": round(ten / count, 4),
		"mrr": round(reciprocal / count, 4),
		"queries": count,
		"ms": round(1000 * (time.process_time() - started) / count, 1),
	}


def _options() -> argparse.Namespace:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--names", type=Path, required=True)
	parser.add_argument("--tokens", type=Path)
	parser.add_argument("--hold-out", type=float, default=0.0)
	parser.add_argument("--queries", type=int, default=500)
	parser.add_argument("--seed", type=int, default=11)
	parser.add_argument("--only", help="the measures to take, with commas")
	parser.add_argument("--show", type=int, default=0, help="how many wrong answers to print")
	return parser.parse_args()


if __name__ == "__main__":
	main()
