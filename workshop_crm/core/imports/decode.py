"""From a file's bytes to text: UTF-8, UTF-16 and Windows-1256, told apart by their bytes."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from workshop_crm.core.common.errors import N_, InvalidInput

BYTE_ORDER_MARKS = (
	(codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
	(codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
	(codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
	(codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
	(codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
OTHER_FORMATS = (
	(
		b"\xd0\xcf\x11\xe0",
		N_("This is a workbook of an old version of Excel. Save it as .xlsx and choose that file."),
	),
	(b"%PDF", N_("This is a PDF. Export the list as CSV and choose that file.")),
)
NOT_TEXT = N_("This is not a text file. Export the list as CSV and choose that file.")
EMPTY = N_("The file is empty.")
DAMAGED = N_(
	"Line {line} holds bytes that do not belong in a UTF-8 file. Export the list again, or save it as UTF-8."
)
SAMPLE = 4096
# Bytes of Windows-1256 almost never make valid UTF-8; in a damaged UTF-8 file most still do.
MAX_DAMAGE = 0.2


@dataclass(frozen=True, slots=True)
class Decoded:
	text: str
	encoding: str


def decode(data: bytes) -> Decoded:
	"""Raises InvalidInput for what is no text, naming what it seems to be, and for damaged UTF-8, naming the line."""
	if not data.strip(b"\x00 \t\r\n"):
		raise InvalidInput(EMPTY)
	for beginning, message in OTHER_FORMATS:
		if data.startswith(beginning):
			raise InvalidInput(message)
	for mark, codec, name in BYTE_ORDER_MARKS:
		if data.startswith(mark):
			return Decoded(_strictly(data, codec), name)
	if unmarked := _unmarked_utf16(data[:SAMPLE]):
		return Decoded(_strictly(data, unmarked), "UTF-16")
	if b"\x00" in data:
		raise InvalidInput(NOT_TEXT)
	return _eight_bit(data)


def _strictly(data: bytes, codec: str) -> str:
	try:
		return data.decode(codec)
	except UnicodeDecodeError as error:
		line = data[: error.start].count(b"\n") + 1
		raise InvalidInput(DAMAGED if "utf-8" in codec else NOT_TEXT, line=line) from None


def _unmarked_utf16(sample: bytes) -> str | None:
	"""Digits, commas and line ends leave a zero byte in every second place."""
	even, odd = sample[0::2].count(0), sample[1::2].count(0)
	if max(even, odd) * 20 < len(sample) or min(even, odd) * 20 > max(even, odd):
		return None
	return "utf-16-be" if even > odd else "utf-16-le"


def _eight_bit(data: bytes) -> Decoded:
	try:
		return Decoded(data.decode("utf-8"), "UTF-8")
	except UnicodeDecodeError as error:
		lenient = data.decode("utf-8", errors="replace")
		damage = lenient.count("\ufffd") / sum(not character.isascii() for character in lenient)
		if damage < MAX_DAMAGE:
			raise InvalidInput(DAMAGED, line=data[: error.start].count(b"\n") + 1) from None
	return Decoded(data.decode("windows-1256", errors="replace"), "Windows-1256")
