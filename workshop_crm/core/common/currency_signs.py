"""How a currency is written beside an amount."""

from decimal import Decimal

from workshop_crm.core.common.dates import LOCALES
from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.languages import Language

_RIGHT_TO_LEFT_MARK = "\N{RIGHT-TO-LEFT MARK}"


def currency_sign(currency: str, language: Language) -> str:
	"""The sign of its country in Arabic, such as «ر.س.», the code in English."""
	if language == "en":
		return currency
	return str(LOCALES["ar"].currency_symbols.get(currency, currency)).strip(_RIGHT_TO_LEFT_MARK)


def amount_in_words(amount: Decimal, decimals: int, currency: str, language: Language) -> str:
	"""An amount inside a sentence: 12.50 SAR, «١٢٫٥٠ ر.س». A full stop may follow, so the sign has none of its own."""
	return f"{grouped(amount, decimals, language)} {currency_sign(currency, language).rstrip('.')}"
