"""Learn how Arabic letters are written in Latin script, and write workshop_crm/core/names/letter_costs.py.

A name is written letter by letter: an Arabic letter (the first, the last or another of its word) writes none to three
Latin letters, and now and then the writer puts one in between. The probabilities are found by expectation maximisation
over pairs of words that stand for each other in two spellings of a name (Dempster, Laird and Rubin 1977; the model is
the memoryless transducer of Ristad and Yianilos, "Learning String Edit Distance", 1998, with longer output).

	PYTHONPATH=. python scripts/learn_spelling.py --names NAMES.tsv [--tokens SINGLE.tsv] [--hold-out SHARE] [--write FILE]

The files hold Arabic, a tab and English in every line. With --hold-out that share of each file is kept for judging the
result: figures of single words are printed, and nothing is written unless --write says where.
"""

from __future__ import annotations

import argparse
import json
import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.sound import unit_sounds
from workshop_crm.core.names.words import name_words

TABLE = Path(__file__).parents[1] / "workshop_crm" / "core" / "names" / "letter_costs.py"
ROUNDS = 6
MAX_CHUNK = 3
INSERTED = ""
SEED = 1

_MIN_SEEN = 0.3
_LEAST_PROBABILITY = 1e-5
_UNSEEN_INSERTION = 1e-7
# The first round has only the sounds of letters to go by.
_SILENT, _SAME_SOUND, _BOTH_VOWELS, _SHORT_OTHER, _LONG_OTHER = 0.05, 1.0, 0.5, 0.005, 0.001
_INSERTED_VOWEL, _INSERTED_CONSONANT = 0.2, 0.01

Pair = tuple[str, str]
Table = dict[str, dict[str, float]]

HEADER = '''"""How many nats it costs to write an Arabic letter with some Latin letters: -log of the probability of doing so.

Made by `python scripts/learn_spelling.py --names FILE --tokens FILE`; see there for the model. Do not edit.

A line is a letter, "^" when it is the first of its word and "$" when it is the last, and then for each way of writing it
the Latin letters ("-" for none) and the cost. The line that begins with "+" is for letters put in between.
"""

LETTER_COSTS = """
'''


def main() -> None:
	options = _options()
	names, tokens = read_pairs(options.names), read_pairs(options.tokens) if options.tokens else []
	kept_names, held_names = split(names, options.hold_out)
	kept_tokens, held_tokens = split(tokens, options.hold_out)
	pairs = word_pairs(kept_names + kept_tokens)
	print(f"{len(pairs)} pairs of words in {sum(pairs.values())} places")
	table = learn(pairs)
	target = options.write or (None if options.hold_out else TABLE)
	if target:
		target.write_text(as_module(table), encoding="utf-8")
	if options.hold_out:
		print(json.dumps({"words_not_learned_from": judge(table, word_pairs(held_names + held_tokens))}))


def learn(pairs: Mapping[Pair, int], rounds: int = ROUNDS) -> Table:
	"""Probabilities by letter and chunk; a pair that occurs often counts as the square root of its number."""
	table: Table = {}
	for number in range(rounds):
		counts: Table = defaultdict(lambda: defaultdict(float))
		likelihood = sum(
			_expect(arabic, latin, math.sqrt(times), table, counts)
			for (arabic, latin), times in pairs.items()
		)
		table = _normalised(counts)
		print(f"round {number + 1}: log likelihood {likelihood:.0f}, {sum(map(len, table.values()))} entries")
	return table


def word_pairs(rows: Iterable[Pair]) -> Counter[Pair]:
	"""The words that stand for each other, of the rows with the same number of words in both scripts."""
	pairs: Counter[Pair] = Counter()
	for arabic, english in rows:
		words, others = name_words(fold(arabic)), name_words(fold(english))
		if len(words) != len(others):
			continue
		for word, other in zip(words, others, strict=True):
			if (
				word.stem.isalpha()
				and not word.stem.isascii()
				and other.stem.isalpha()
				and other.stem.isascii()
			):
				pairs[word.stem, latin_letters(other.stem)] += 1
	return pairs


def latin_letters(word: str) -> str:
	"""No Arabic letter is one x: it is written as the two sounds it has."""
	return word.replace("x", "ks")


def placed_letters(arabic: str) -> list[str]:
	"""The letters of a word, marked when they are the first or the last."""
	last = len(arabic) - 1
	return [
		letter + ("^" if place == 0 else "$" if place == last else "") for place, letter in enumerate(arabic)
	]


def as_module(table: Table) -> str:
	"""The table as the text of a Python module, always the same for the same probabilities."""
	lines = []
	for letter in sorted(table):
		costs = sorted((-math.log(probability), chunk) for chunk, probability in table[letter].items())
		written = (f"{chunk or '-'} {cost:.2f}" for cost, chunk in costs)
		lines.append(" ".join((letter or "+", *written)))
	return HEADER + "\n".join(lines) + '\n"""\n'


def judge(table: Table, pairs: Mapping[Pair, int]) -> dict[str, float]:
	"""How many words can be written with the table at all, and the mean cost of a Latin letter in these."""
	possible = letters = 0
	cost = 0.0
	for arabic, latin in pairs:
		likelihood = _forward(placed_letters(arabic), latin, table)[-1][-1]
		if likelihood > 0:
			possible, letters, cost = possible + 1, letters + len(latin), cost - math.log(likelihood)
	return {
		"pairs": len(pairs),
		"possible": round(possible / len(pairs), 4),
		"nats_per_letter": round(cost / letters, 4),
	}


def _expect(arabic: str, latin: str, weight: float, table: Table, counts: Table) -> float:
	"""Add what one pair contributes to the expected counts; returns its weighted log likelihood."""
	letters = placed_letters(arabic)
	forward, backward = _forward(letters, latin, table), _backward(letters, latin, table)
	total = forward[-1][-1]
	if total <= 0:
		return 0.0
	for i in range(len(letters) + 1):
		for j in range(len(latin) + 1):
			share = weight / total * forward[i][j]
			if not share:
				continue
			if j < len(latin) and backward[i][j + 1]:
				counts[INSERTED][latin[j]] += share * _inserted(table, latin[j]) * backward[i][j + 1]
			if i == len(letters):
				continue
			for length in range(min(MAX_CHUNK, len(latin) - j) + 1):
				chunk = latin[j : j + length]
				if part := share * _written(table, letters[i], chunk) * backward[i + 1][j + length]:
					counts[letters[i]][chunk] += part
	return weight * math.log(total)


def _forward(letters: Sequence[str], latin: str, table: Table) -> list[list[float]]:
	"""[i][j]: the probability that the first i letters write the first j Latin ones."""
	sums = [[0.0] * (len(latin) + 1) for _ in range(len(letters) + 1)]
	for i in range(len(letters) + 1):
		for j in range(len(latin) + 1):
			value = 1.0 if i == j == 0 else 0.0
			if j:
				value += sums[i][j - 1] * _inserted(table, latin[j - 1])
			if i:
				for length in range(min(MAX_CHUNK, j) + 1):
					if before := sums[i - 1][j - length]:
						value += before * _written(table, letters[i - 1], latin[j - length : j])
			sums[i][j] = value
	return sums


def _backward(letters: Sequence[str], latin: str, table: Table) -> list[list[float]]:
	"""[i][j]: the probability that the letters after the first i write the Latin ones after the first j."""
	sums = [[0.0] * (len(latin) + 1) for _ in range(len(letters) + 1)]
	for i in range(len(letters), -1, -1):
		for j in range(len(latin), -1, -1):
			value = 1.0 if i == len(letters) and j == len(latin) else 0.0
			if j < len(latin):
				value += sums[i][j + 1] * _inserted(table, latin[j])
			if i < len(letters):
				for length in range(min(MAX_CHUNK, len(latin) - j) + 1):
					if after := sums[i + 1][j + length]:
						value += after * _written(table, letters[i], latin[j : j + length])
			sums[i][j] = value
	return sums


def _written(table: Table, letter: str, chunk: str) -> float:
	return table.get(letter, {}).get(chunk, 0.0) if table else _first_guess(letter[0], chunk)


def _inserted(table: Table, letter: str) -> float:
	if table:
		return table[INSERTED].get(letter, _UNSEEN_INSERTION)
	return _INSERTED_VOWEL if letter in "aeiouhy" else _INSERTED_CONSONANT


def _first_guess(letter: str, chunk: str) -> float:
	if not chunk:
		return _SILENT
	sounds, written = set(unit_sounds(letter)), set(unit_sounds(chunk))
	if sounds & written:
		return _SAME_SOUND
	if not sounds and not written:
		return _BOTH_VOWELS
	return _SHORT_OTHER if len(chunk) < MAX_CHUNK else _LONG_OTHER


def _normalised(counts: Table) -> Table:
	"""Counts as probabilities; insertions by the number of letters they might have followed."""
	letters = sum(sum(chunks.values()) for letter, chunks in counts.items() if letter != INSERTED)
	table: Table = {}
	for letter, chunks in counts.items():
		total = letters if letter == INSERTED else sum(chunks.values())
		table[letter] = {
			chunk: count / total
			for chunk, count in chunks.items()
			if count > _MIN_SEEN and count / total > _LEAST_PROBABILITY
		}
	return table


def read_pairs(path: Path) -> list[Pair]:
	lines = path.read_text(encoding="utf-8").splitlines()
	return [(arabic, english) for arabic, english in (line.split("\t") for line in lines if line.strip())]


def split(rows: list[Pair], share: float) -> tuple[list[Pair], list[Pair]]:
	"""Rows to learn from, and rows kept for judging; the same for the same file and share."""
	order = list(rows)
	random.Random(SEED).shuffle(order)
	kept = round(len(order) * (1 - share))
	return order[:kept], order[kept:]


def _options() -> argparse.Namespace:
	parser = argparse.ArgumentParser(
		description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
	)
	parser.add_argument("--names", type=Path, required=True, help="full names")
	parser.add_argument("--tokens", type=Path, help="single names")
	parser.add_argument("--hold-out", type=float, default=0.0, help="share of the rows not to learn from")
	parser.add_argument("--write", type=Path, help=f"where the table goes (default {TABLE.name})")
	return parser.parse_args()


if __name__ == "__main__":
	main()
