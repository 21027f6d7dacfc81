"""The text of a PDF as a reader sees it, so that a test can tell whole Arabic words from drawn letters.

`pdftotext -bbox` (poppler) says where each piece of text stands; the order on the page is made from the places alone,
once from the right and once from the left, because guesses about direction would hide the very faults a test looks
for. wkhtmltopdf also notes in which shape each letter was drawn (Unicode's presentation forms): joined letters can be
told from unjoined ones. Chromium notes the plain letter.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from html import unescape
from itertools import pairwise

READER = shutil.which("pdftotext")
# FE70..FEFC: the letters in their isolated, initial, medial and final shapes.
PRESENTATION_FORMS = range(0xFE70, 0xFEFD)
# Parts of the height of the text: letters of one word touch, and lines lie further apart than this.
BLANK = 0.06
SAME_LINE = 0.35

_PIECE = re.compile(r'<(page)|<word xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)">(.*?)</word>')


@dataclass(frozen=True, slots=True)
class PdfText:
	"""All lines of all pages, each read from the right and from the left; letters keep the shape they have on paper."""

	from_right: tuple[str, ...]
	from_left: tuple[str, ...]

	def has(self, words: str) -> bool:
		"""Whether a line has the words in order: Arabic from the right with its letters joined as in handwriting."""
		drawn = " ".join(_drawn_word(word) for word in words.split())
		return any(drawn in line for line in self._lines(words))

	def says(self, words: str) -> bool:
		"""Whether a line has the letters in order, however they are joined."""
		return any(words in _plain(line) for line in self._lines(words))

	def _lines(self, words: str) -> tuple[str, ...]:
		is_arabic = any(unicodedata.bidirectional(character) in ("AL", "AN") for character in words)
		return self.from_right if is_arabic else self.from_left


@dataclass(frozen=True, slots=True)
class _Piece:
	left: float
	right: float
	top: float
	bottom: float
	text: str

	@property
	def height(self) -> float:
		return self.bottom - self.top

	@property
	def middle(self) -> float:
		return (self.top + self.bottom) / 2


def read_pdf(pdf: bytes) -> PdfText:
	command = [READER or "pdftotext", "-bbox", "-enc", "UTF-8", "-", "-"]
	found = subprocess.run(command, input=pdf, capture_output=True, check=True).stdout.decode()
	lines = [line for page in _pages(found) for line in _lines(page)]
	return PdfText(
		tuple(_joined(sorted(line, key=lambda piece: -piece.right)) for line in lines),
		tuple(_joined(sorted(line, key=lambda piece: piece.left)) for line in lines),
	)


def _pages(found: str) -> list[list[_Piece]]:
	pages: list[list[_Piece]] = []
	for page, left, top, right, bottom, text in _PIECE.findall(found):
		if page:
			pages.append([])
		elif seen := "".join(_isolated(c) for c in unescape(text) if unicodedata.category(c) != "Cf"):
			pages[-1].append(_Piece(float(left), float(right), float(top), float(bottom), _logical(seen)))
	return pages


def _logical(seen: str) -> str:
	"""poppler gives the letters of one piece as they stand from left to right, and its digits as they are read."""
	is_arabic = any(unicodedata.bidirectional(character) == "AL" for character in seen)
	return seen[::-1] if is_arabic else seen


def _lines(pieces: Iterable[_Piece]) -> list[list[_Piece]]:
	lines: list[list[_Piece]] = []
	for piece in sorted(pieces, key=lambda piece: piece.middle):
		if lines and piece.middle - lines[-1][0].middle < SAME_LINE * piece.height:
			lines[-1].append(piece)
		else:
			lines.append([piece])
	return lines


def _joined(line: list[_Piece]) -> str:
	text = line[0].text
	for before, piece in pairwise(line):
		gap = max(before.left - piece.right, piece.left - before.right)
		text += (" " if gap > BLANK * piece.height else "") + piece.text
	return text


def _plain(text: str) -> str:
	return unicodedata.normalize("NFKC", text)


def _drawn_word(word: str) -> str:
	"""The shapes of a word's letters by Unicode's joining rules: by whether a neighbour joins on either side."""
	shapes = _shapes()
	drawn, place = "", 0
	while place < len(word):
		letters = word[place : place + 2] if (word[place : place + 2], "isolated") in shapes else word[place]
		before = word[place - 1] if place else ""
		after = word[place + len(letters)] if place + len(letters) < len(word) else ""
		joins_before = (before, "initial") in shapes and (letters, "final") in shapes
		joins_after = (letters, "initial") in shapes and (after, "final") in shapes
		shape = {
			(True, True): "medial",
			(True, False): "final",
			(False, True): "initial",
			(False, False): "isolated",
		}[joins_before, joins_after]
		drawn += _isolated(shapes.get((letters, shape), letters))
		place += len(letters)
	return drawn


@cache
def _shapes() -> dict[tuple[str, str], str]:
	"""(letters, shape) -> presentation form; two letters are lam with alef, which are drawn as one."""
	found = {}
	for number in PRESENTATION_FORMS:
		shape, *letters = unicodedata.decomposition(chr(number)).split() or [""]
		text = "".join(chr(int(letter, 16)) for letter in letters)
		if text and not text.startswith((" ", "\N{ARABIC TATWEEL}")):
			found[text, shape.strip("<>")] = chr(number)
	return found


def _isolated(character: str) -> str:
	"""A letter that stands alone has two numbers in Unicode: the plain one is taken."""
	decomposition = unicodedata.decomposition(character).split()
	if len(decomposition) == 2 and decomposition[0] == "<isolated>":
		return chr(int(decomposition[1], 16))
	return character
