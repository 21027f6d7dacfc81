"""Who reads a page of points, and how numbers, days and names are written for them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.dates import written_day
from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.common.points import in_points


@dataclass(frozen=True, slots=True)
class Reader:
	"""Who reads: on which day, in which language, and how an English text is said in it."""

	today: date
	language: Language
	translate: Callable[[str], str]

	def number(self, number: int | Decimal, decimals: int = 0) -> str:
		return grouped(Decimal(number), decimals, self.language)

	def points(self, number: int) -> str:
		return in_points(number, self.language, self.translate)

	def day(self, day: date) -> str:
		return written_day(day, self.language)

	def name(self, english: str, arabic: str) -> str:
		return name_in(self.language, english, arabic)
