"""The program that a workshop without one starts with. Once stored, the stored one counts."""

from decimal import Decimal

from workshop_crm.core.loyalty.model import AnswerRule, Program, Tier

DEFAULT_PROGRAM = Program(
	name="Workshop Rewards",
	name_ar="مكافآت الورشة",
	tiers=(
		Tier("Silver", Decimal("0"), Decimal("10"), name_ar="الفضي"),
		Tier("Gold", Decimal("5000"), Decimal("8"), name_ar="الذهبي"),
		Tier("Platinum", Decimal("15000"), Decimal("5"), name_ar="البلاتيني"),
	),
	point_value=Decimal("0.25"),
	expiry_days=365,
	answers=AnswerRule(points=20, most=1, days=30),
)
