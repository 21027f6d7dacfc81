"""Money, numbers and days on paper, with the reader's digits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal

from workshop_crm.core.common.currency_signs import currency_sign
from workshop_crm.core.common.dates import GREGORIAN, Calendar, written_day
from workshop_crm.core.common.digits import grouped, is_arabic_indic, shown_digits
from workshop_crm.core.common.languages import Language

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"
MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Figures:
	"""Writes the numbers and days of one print. `decimals` is how many places its currency has."""

	language: Language
	currency: str
	decimals: int = 2
	calendar: Calendar = GREGORIAN

	def number(self, value: Decimal | float, decimals: int = 0) -> str:
		"""Grouped by thousands, with exactly `decimals` places, half rounded away from zero."""
		exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
		digits = grouped(abs(exact), decimals, self.language)
		if self.language == "ar":
			# The mark keeps the sign on the right of the digits, where a reader from the right meets it first.
			sign = RIGHT_TO_LEFT_MARK + MINUS if exact < 0 else ""
			return sign + digits
		return MINUS + digits if exact < 0 else digits

	def quantity(self, value: Decimal) -> str:
		"""As many places as it needs, three at most: 1, 0.5, 4.25."""
		exact = round(value, 3).normalize()
		return self.number(exact, max(0, -int(exact.as_tuple().exponent)))

	def percent(self, value: Decimal) -> str:
		sign = "\N{ARABIC PERCENT SIGN}" if is_arabic_indic(self.language) else "%"
		return self.quantity(value) + sign

	def money(self, value: Decimal | float) -> str:
		"""The currency's own sign in Arabic, its code in English: ١٬١٥٠٫٠٠ ر.س. or SAR 1,150.00."""
		if self.language == "ar":
			return f"{self.number(value, self.decimals)}{NO_BREAK_SPACE}{currency_sign(self.currency, 'ar')}"
		exact = Decimal(str(value))
		sign = MINUS if exact < 0 else ""
		return f"{sign}{self.currency}{NO_BREAK_SPACE}{self.number(abs(exact), self.decimals)}"

	def day(self, value: date) -> str:
		return written_day(value, self.language, self.calendar)

	def time(self, value: datetime) -> str:
		return shown_digits(f"{value:%H:%M}", self.language)
