"""The questions of each measurement, by chance but the same every time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from random import Random

from benchmarks.search import queries
from benchmarks.search.names import Pair, customer_id, phone_of, plate_of
from benchmarks.search.quality import Question

_SEED = 5

Typed = Callable[[int, Pair, Random], str]

# How the customer with this number and these names is typed.
KINDS: dict[str, Typed] = {
	"cross_script": lambda _number, pair, _chance: pair.english,
	"cross_script_typo": lambda _number, pair, chance: queries.with_typo(pair.english, chance),
	"arabic_variant": lambda _number, pair, chance: queries.arabic_variant(pair.arabic, chance),
	"arabic_typo": lambda _number, pair, chance: queries.with_typo(pair.arabic, chance),
	"phone": lambda number, _pair, chance: chance.choice(queries.phone_formats(phone_of(number))),
	"plate": lambda number, _pair, chance: chance.choice(queries.plate_formats(plate_of(number))),
}
MISSPELT = ("cross_script_typo", "arabic_typo")


def chosen(pairs: Sequence[Pair], count: int) -> list[Pair]:
	"""The rows that are asked for."""
	return Random(_SEED).sample(pairs, min(count, len(pairs)))


def questions(
	kind: str, pairs: Iterable[Pair], numbers: dict[str, int], repetitions: int = 1
) -> list[Question]:
	"""One question a row, or `repetitions` different ones; `numbers` of the customers by their Arabic names."""
	chance, typed = Random(f"{_SEED} {kind}"), KINDS[kind]
	return [
		Question(typed(numbers[pair.arabic], pair, chance), customer_id(numbers[pair.arabic]))
		for pair in pairs
		for _ in range(repetitions)
	]
