"""The worked example of docs/loyalty.md, and its words."""

from datetime import date
from decimal import Decimal

from workshop_crm.core.loyalty.by_rules import share_due
from workshop_crm.core.loyalty.earning import award_to_come
from workshop_crm.core.loyalty.model import Program, Tier
from workshop_crm.core.loyalty.rules.facts import LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule
from workshop_crm.core.loyalty.rules.reasons import sentence

DAY = date(2026, 3, 2)
TYRES = EarningRule(
	"t", "Tyres", "Amount", 2, Decimal(10), when=Conditions(service_type="Tyres"), excludes=True
)
GOLD_WEEK = EarningRule("g", "Gold week", "Multiplier", factor=Decimal("1.5"), when=Conditions(tier="Gold"))
VISIT = EarningRule("v", "Visit", "Fixed", 5, caps=Caps(day=5))
PROGRAM = Program(
	"Rewards",
	(Tier("Gold", Decimal(0), Decimal(10)),),
	Decimal("0.25"),
	365,
	rules=(TYRES, GOLD_WEEK, VISIT),
)
LINES = (LineFacts(Decimal(300)), LineFacts(Decimal(1000), service_type="Tyres"))


def test_it_earns_what_the_document_says_and_says_so():
	award = award_to_come(PROGRAM, [], SaleFacts(DAY, LINES), Decimal(1300), Decimal(0))
	assert sentence(award, "en", str) == (
		"350 points: 200 for 1,000.00 of Tyres, 30 for 300.00 in the tier Gold, "
		"115 more by x1.5 Gold week, 5 for Visit"
	)
	assert share_due(award, Decimal(1170)) == 315
