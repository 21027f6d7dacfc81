"""Numbers of invoices as people type them: "ACC-SINV-2026-00012", its beginning, "SINV 12", "00012".

Invoices are looked up by the names that such a text can stand for, which needs no index of them: series are few, and a name is
a key of the table.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.search.codes import alphanumeric

MIN_NUMBER_ALONE = 3
# Letters of a series that are typed alone before a number are no plate's from here on.
MIN_SERIES = 4
MIN_BEGINNING = 6
MAX_LETTERS = 40

_TYPED = re.compile(r"(?P<head>(?:[A-Z0-9/._\- ]*[A-Z/._\- ])?)(?P<number>[0-9]{1,9})", re.ASCII)
_BEGINNING = re.compile(r"[A-Z][A-Z0-9/._-]*[-/._][A-Z0-9/._-]*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Series:
	"""Names of invoices that begin with `prefix`, then count with so many `digits` at least, as far as `current`."""

	prefix: str
	current: int
	digits: int = 5

	def name(self, number: int) -> str:
		return f"{self.prefix}{number:0{self.digits}d}"


@dataclass(frozen=True, slots=True)
class InvoiceNumber:
	"""A text that may be an invoice's number: `text` in capitals, what stands before its number, and the digits of that.

	`is_sure` for a text that is hardly a phone's or a plate's.
	"""

	text: str
	head: str
	digits: str
	is_sure: bool

	def names(self, series: Sequence[Series]) -> list[str]:
		"""The names that may be meant, those of the series that come first before the others."""
		return list(dict.fromkeys([*self._whole(), *self._numbered(series)]))

	@property
	def beginning(self) -> str:
		"""What the names begin with when the number is not typed to its end; empty for less than that."""
		return self.text if len(self.text) >= MIN_BEGINNING and _BEGINNING.fullmatch(self.text) else ""

	def _whole(self) -> list[str]:
		return [self.text] if self.head else []

	def _numbered(self, series: Sequence[Series]) -> list[str]:
		if not self.digits:
			return []
		number = int(self.digits)
		return [
			one.name(number)
			for one in series
			if self.head in alphanumeric(one.prefix) and 0 < number <= one.current and self._is_written(one)
		]

	def _is_written(self, series: Series) -> bool:
		"""Alone, a number is that of an invoice as it is or with all its zeros: "055" is the beginning of a phone."""
		number = int(self.digits)
		return bool(self.head) or self.digits in (str(number), f"{number:0{series.digits}d}")


def invoice_number(text: str) -> InvoiceNumber | None:
	"""The number of an invoice that `text` may be, None for what is none."""
	typed = to_latin_digits(text).strip().upper()
	if len(typed) > MAX_LETTERS:
		return None
	parts = _TYPED.fullmatch(typed)
	if parts is None:
		return InvoiceNumber(typed, alphanumeric(typed), "", True) if _is_beginning(typed) else None
	head, number = alphanumeric(parts["head"]), parts["number"]
	if head:
		return InvoiceNumber(typed, head, number, len(head) >= MIN_SERIES)
	if parts["head"].strip() or len(number) < MIN_NUMBER_ALONE:
		return None
	return InvoiceNumber(typed, "", number, number.startswith("00"))


def _is_beginning(typed: str) -> bool:
	return len(typed) >= MIN_BEGINNING and bool(_BEGINNING.fullmatch(typed))
