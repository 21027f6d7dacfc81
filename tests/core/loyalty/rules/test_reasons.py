"""Customers read why they earned their points, in their language."""

from decimal import Decimal

from workshop_crm.core.loyalty.rules import reasons
from workshop_crm.core.loyalty.rules.awards import Award, AwardLine

OIL = AwardLine("a", "Amount", 30, "Oil service", "خدمة الزيت", Decimal("1300.00"))
GOLD = AwardLine("b", "Multiplier", 7, "Gold", "", factor=Decimal("1.250"))


def arabic(text):
	return {
		"{many} points": "{many} نقطة",
		reasons.FOR_AMOUNT: "{points} عن {amount} من {rule}",
	}.get(text, text)


def test_the_sentence_names_rules_amounts_and_factors():
	award = Award(Decimal(1300), (OIL, GOLD))
	assert reasons.sentence(award, "en", str) == (
		"37 points: 30 for 1,300.00 of Oil service, 7 more by x1.25 Gold"
	)
	assert reasons.sentence(award, "ar", arabic) == (
		"٣٧ نقطة: ٣٠ عن ١٬٣٠٠٫٠٠ من خدمة الزيت، ٧ more by x١٫٢٥ Gold"
	)


def test_a_visit_the_tier_and_a_cap_have_reasons_of_their_own():
	lines = (
		AwardLine("", "Amount", 4, "Silver", amount=Decimal("40.00")),
		AwardLine("c", "Fixed", 50, "Fifth visit", is_capped=True),
	)
	assert reasons.reasons(Award(Decimal(40), lines), "en", str) == [
		"4 for 40.00 in the tier Silver",
		"50 for Fifth visit (the most it gives)",
	]


def test_nothing_earned_needs_no_reason():
	assert reasons.sentence(None, "en", str) == ""
	assert reasons.sentence(Award(Decimal(5)), "ar", str) == ""
