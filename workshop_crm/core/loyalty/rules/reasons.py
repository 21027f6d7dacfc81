"""Why a sale earned its points, in a sentence that a customer understands, in either language."""

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from workshop_crm.core.common.commas import joined
from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.common.points import in_points
from workshop_crm.core.loyalty.rules.awards import Award, AwardLine

Translate = Callable[[str], str]
Figure = Callable[[Decimal, int], str]

BY_TIER = N_("{points} for {amount} in the tier {rule}")
FOR_AMOUNT = N_("{points} for {amount} of {rule}")
FOR_VISIT = N_("{points} for {rule}")
MORE = N_("{points} more by x{factor} {rule}")
CAPPED = N_("{reason} (the most it gives)")
SENTENCE = "{points}: {reasons}"


def reasons(award: Award, language: str, translate: Translate, figure: Figure | None = None) -> list[str]:
	"""One reason for each line; `translate` maps an English text to `language`, `figure` writes a number there."""
	write = figure or partial(grouped, language=language)
	return [_reason(line, language, translate, write) for line in award.lines]


def sentence(award: Award | None, language: str, translate: Translate) -> str:
	"""All of them: "37 points: 30 for 300.00 of Oil service, 7 more by x1.25 Gold". Empty where nothing was earned."""
	if award is None or not award.points:
		return ""
	return SENTENCE.format(
		points=in_points(award.points, language, translate), reasons=in_a_row(award, language, translate)
	)


def in_a_row(award: Award | None, language: str, translate: Translate) -> str:
	"""The reasons alone, for a place where the points stand beside them."""
	return joined(reasons(award, language, translate), language) if award else ""


def _reason(line: AwardLine, language: str, translate: Translate, figure: Figure) -> str:
	text = translate(_template(line)).format(
		points=figure(Decimal(line.points), 0),
		amount=figure(line.amount, _decimals(line.amount)),
		factor=figure(line.factor, _decimals(line.factor.normalize())),
		rule=name_in(language, line.name, line.name_ar),
	)
	return translate(CAPPED).format(reason=text) if line.is_capped else text


def _template(line: AwardLine) -> str:
	if line.kind == "Amount":
		return FOR_AMOUNT if line.rule else BY_TIER
	return FOR_VISIT if line.kind == "Fixed" else MORE


def _decimals(number: Decimal) -> int:
	return max(-int(number.as_tuple().exponent), 0)
