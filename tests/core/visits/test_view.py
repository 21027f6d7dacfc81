import json
from decimal import Decimal

from workshop_crm.core.common.money import USUAL, Rounding
from workshop_crm.core.loyalty.model import Offer, Receipt
from workshop_crm.core.visits.view import (
	MAX_ITEMS,
	Bill,
	SaleItem,
	options_view,
	quote_view,
	receipt_view,
)

DINARS = Rounding(3)


def item(name: str, service_type: str | None) -> SaleItem:
	return SaleItem(name, name, "", Decimal("12.345"), service_type)


def test_a_quote_in_dinars_keeps_three_decimals():
	bill = Bill(Decimal("12.345"), Decimal("0.617"), Decimal("12.962"))
	view = quote_view(bill, Offer(10, 10, 5, Decimal("0.125")), "KWD", DINARS)
	assert (view["subtotal"], view["tax"], view["total"]) == (12.345, 0.617, 12.962)
	assert (view["redeem_amount"], view["to_pay"]) == (0.125, 12.837)


def test_a_receipt_says_what_is_left_to_pay_and_has_no_tier_without_a_program():
	view = receipt_view("INV-1", Decimal("115.00"), Decimal("2.50"), Decimal(100), Receipt(), USUAL)
	assert (view["to_pay"], view["paid"], view["outstanding"]) == (112.5, 100, 12.5)
	assert (view["points_earned"], view["balance"], view["tier"]) == (0, 0, None)


def test_items_come_by_service_and_name_and_those_without_a_service_are_left_out_first():
	many = [item(f"part {number:04d}", None) for number in range(MAX_ITEMS)]
	view = options_view(
		[*many, item("b", "Brakes"), item("a", "Tyres"), item("A", "Brakes")],
		[],
		["b", "A"],
		[("Bank", False), ("Cash", True)],
		"KWD",
		DINARS,
	)
	assert [row["item"] for row in view["items"][:4]] == ["a", "A", "b", "part 0000"]
	assert len(view["items"]) == MAX_ITEMS
	assert view["people"] == ["A", "b"]
	assert view["items"][0]["rate"] == 12.345
	assert [mode["mode"] for mode in view["modes"]] == ["Cash", "Bank"]
	json.dumps(view)


def test_a_quote_says_what_rounding_to_coins_adds_or_takes_off():
	bill = Bill(Decimal("234.50"), Decimal("1.15"), Decimal("225.00"), Decimal(5), Decimal("5.25"))
	assert quote_view(bill, Offer(), "SAR", USUAL)["rounding"] == -0.4
	exact = Bill(Decimal(100), Decimal(15), Decimal(115))
	assert quote_view(exact, Offer(), "SAR", USUAL)["rounding"] == 0
