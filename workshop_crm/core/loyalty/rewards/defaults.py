"""The rewards that a workshop without any starts with. Once stored, the stored ones count."""

from decimal import Decimal

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.rewards.model import Reward, Terms

DEFAULT_REWARDS = (
	Reward(
		"Car wash",
		DEFAULT_PROGRAM.name,
		Terms("Partner Voucher", "Car wash", "غسيل السيارة"),
		points=60,
		code_days=60,
		description="One wash at our partner's. The code is shown there.",
		description_ar="غسلة واحدة لدى شريكنا، ويُبرز الرمز هناك.",
	),
	Reward(
		"10 % off this visit",
		DEFAULT_PROGRAM.name,
		Terms(
			"Percentage",
			"10 % off this visit",
			"خصم ١٠٪ على هذه الزيارة",
			percent=Decimal(10),
			max_amount=Decimal(100),
		),
		points=120,
		per_customer=1,
		per_customer_days=90,
		code_days=90,
		description="At most 100.00 off.",
		description_ar="بحد أقصى ١٠٠٫٠٠.",
	),
	Reward(
		"100 off",
		DEFAULT_PROGRAM.name,
		Terms("Fixed Amount", "100 off", "خصم ١٠٠", amount=Decimal(100)),
		points=320,
		code_days=90,
	),
	Reward(
		"Free oil change",
		DEFAULT_PROGRAM.name,
		Terms(
			"Free Service",
			"Free oil change",
			"تغيير زيت مجاني",
			service_type="Oil Change",
			max_amount=Decimal(350),
		),
		points=800,
		tier="Gold",
		code_days=180,
		description="Oil, filter and labour, up to 350.00.",
		description_ar="الزيت والفلتر والأجرة، حتى ٣٥٠٫٠٠.",
	),
)
