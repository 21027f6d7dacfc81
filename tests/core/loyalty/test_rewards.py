"""Who may have a reward, what it takes off, what is best, and what its rows say."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.model import CreditNote, Entry, InvoiceFacts, Program, Tier
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.rewards.catalogue import Member, check_available, expiry_of_code
from workshop_crm.core.loyalty.rewards.checks import check_reward
from workshop_crm.core.loyalty.rewards.codes import BYTES, LETTERS, new_code, read_code
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, RewardLine, RewardSale, Taken, Terms
from workshop_crm.core.loyalty.rewards.redemptions import (
	check_by_hand,
	check_usable,
	end_of,
	is_due_to_expire,
	rows_due,
	state_after,
)
from workshop_crm.core.loyalty.rewards.suggestion import Choice, best
from workshop_crm.core.loyalty.rewards.worth import worth

DAY = date(2026, 11, 29)
PROGRAM = Program(
	"Rewards",
	(Tier("Gold", Decimal(5000), Decimal(8)), Tier("Silver", Decimal(0), Decimal(10))),
	Decimal("0.25"),
	365,
)
FIXED = Terms("Fixed Amount", "50 off", "خصم ٥٠", amount=Decimal(50))
REWARD = Reward("50 off", "Rewards", FIXED, 200)
MEMBER = Member(PROGRAM, 300, PROGRAM.tiers[1], DAY)
SALE = RewardSale(
	(
		RewardLine("OIL", Decimal(4), Decimal(40), "Oil Change"),
		RewardLine("LABOUR", Decimal(1), Decimal(60), "Oil Change"),
		RewardLine("TYRE", Decimal(2), Decimal(390), "Tyres"),
	),
	net=Decimal(1000),
	total=Decimal(1150),
	rates={"TYRE-15": Decimal(300)},
)


def lot(name: str, points: int, expiry: date | None = None) -> Entry:
	return Entry(name, "Earn", points, Decimal(0), DAY, expiry, f"INV-{name}", invoice_type="Sales Invoice")


def redemption(state="Reserved", **changes) -> Redemption:
	return Redemption("RR-1", "50 off", "Sara", 200, FIXED, state, **changes)


@pytest.mark.parametrize(
	("changes", "taken", "why"),
	[
		({"points": 301}, Taken(), "needs 1 point more"),
		({"tier": "Gold"}, Taken(), "from the tier Gold"),
		({"program": "Other"}, Taken(), "not offered at present"),
		({"is_disabled": True}, Taken(), "not offered at present"),
		({"starts": DAY + timedelta(1)}, Taken(), "offered from 2026-11-30"),
		({"ends": DAY - timedelta(1)}, Taken(), "offered until 2026-11-28"),
		({"stock": 2}, Taken(2), "None of this reward is left"),
		({"per_customer": 1}, Taken(1, (date(2020, 1, 1),)), "as often as one may: 1"),
		(
			{"per_customer": 2, "per_customer_days": 30},
			Taken(2, (DAY, DAY - timedelta(9))),
			"from 2026-12-20",
		),
	],
)
def test_a_reward_is_refused_with_the_reason(changes, taken, why):
	with pytest.raises(InvalidInput, match=why):
		check_available(replace(REWARD, **changes), MEMBER, taken)


@pytest.mark.parametrize(
	("changes", "taken"),
	[
		({"points": 300}, Taken()),
		({"tier": "Silver", "starts": DAY, "ends": DAY}, Taken()),
		({"tier": "No longer there"}, Taken()),
		({"stock": 2}, Taken(1)),
		({"per_customer": 1, "per_customer_days": 30}, Taken(9, (DAY - timedelta(30),))),
	],
)
def test_a_reward_can_be_had_up_to_its_limits(changes, taken):
	check_available(replace(REWARD, **changes), MEMBER, taken)


@pytest.mark.parametrize(
	("terms", "off"),
	[
		(FIXED, "50.00"),
		(replace(FIXED, amount=Decimal(2000)), "1150.00"),
		(Terms("Percentage", "10 %", percent=Decimal(10)), "115.00"),
		(Terms("Percentage", "10 %", percent=Decimal(10), max_amount=Decimal(60)), "60.00"),
		(Terms("Free Service", "Oil", service_type="Oil Change"), "253.00"),
		(Terms("Free Item", "Tyre", item="TYRE"), "448.50"),
		(Terms("Upgrade", "Better tyre", item="TYRE", upgrade_from="TYRE-15"), "103.50"),
	],
)
def test_what_a_reward_takes_off_tax_included(terms, off):
	assert worth(terms, SALE, Rounding()) == Decimal(off)


@pytest.mark.parametrize(
	("terms", "why"),
	[
		(Terms("Free Item", "Filter", item="FILTER"), "Filter is for FILTER, which is not on this sale"),
		(Terms("Gift", "Mug"), "Mug is handed over"),
	],
)
def test_what_cannot_be_taken_off_this_sale_is_refused(terms, why):
	with pytest.raises(InvalidInput, match=why):
		worth(terms, SALE, Rounding())


def test_nobody_pays_points_for_nothing():
	free = replace(SALE, net=Decimal(0), total=Decimal(0))
	with pytest.raises(InvalidInput, match="takes nothing off"):
		worth(FIXED, free, Rounding())


choices = st.builds(
	Choice, st.decimals(0, 300, places=2), st.integers(0, 900), st.sampled_from(["A", "B"]), st.just("")
)


@given(st.integers(-50, 2000), st.decimals(0, 500, places=2), st.lists(choices, max_size=4))
def test_nothing_takes_more_off_than_the_suggestion_and_it_can_be_paid(balance, payable, offered):
	possible = [one for one in offered if one.cost <= max(balance, 0) and one.worth <= payable]
	found = best(PROGRAM, balance, payable, possible)
	most = max(
		[one.worth for one in possible]
		+ [min(amount(PROGRAM, max(balance, 0)), payable - payable % Decimal("0.25"))]
	)
	if found is None:
		assert most == 0
		return
	assert most <= found.amount <= payable
	assert found.points + found.choice.cost <= max(balance, 0)


def test_of_two_ways_that_take_off_the_same_the_cheaper_one_is_suggested():
	found = best(
		PROGRAM, 1000, Decimal(50), [Choice(Decimal(50), 300, "Dear"), Choice(Decimal(50), 120, "Cheap")]
	)
	assert found.choice.reward == "Cheap"
	assert found.points == 0


def test_points_of_a_reward_come_from_the_lots_that_end_first_and_go_back_to_them():
	entries = [lot("LATE", 150, date(2027, 5, 1)), lot("SOON", 120, date(2027, 1, 1))]
	books = Books(entries, DAY)
	rows = rows_due(PROGRAM, books, redemption())
	assert [(row.points, row.redeem_against) for row in rows] == [(-120, "SOON"), (-80, "LATE")]
	assert {row.reason for row in rows} == {"50 off · خصم ٥٠"}
	for number, row in enumerate(rows):
		books.add(row.named(f"R{number}"))
	assert rows_due(PROGRAM, books, redemption()) == []
	assert books.balance() == 70
	back = rows_due(PROGRAM, books, redemption("Cancelled"))
	assert sum(row.points for row in back) == 200
	for number, row in enumerate(back):
		books.add(row.named(f"B{number}"))
	assert rows_due(PROGRAM, books, redemption("Cancelled")) == []
	assert books.balance() == 270
	again = rows_due(PROGRAM, books, redemption("Applied"))
	assert sum(row.points for row in again) == -200
	assert len({row.key for row in (*rows, *back, *again)}) == 6


def test_a_reward_that_was_never_paid_gives_nothing_back_and_one_without_points_is_refused():
	assert rows_due(PROGRAM, Books([], DAY), redemption("Cancelled")) == []
	with pytest.raises(InvalidInput, match="Only 199 points"):
		rows_due(PROGRAM, Books([lot("A", 199)], DAY), redemption())


@pytest.mark.parametrize(
	("known", "end", "state"),
	[
		(redemption("Applied"), "Stands", "Applied"),
		(redemption("Cancelled"), "Stands", "Applied"),
		(redemption("Applied"), "Cancelled", "Cancelled"),
		(redemption("Applied", code="X"), "Cancelled", "Reserved"),
		(redemption("Applied", code="X", expires_on=DAY - timedelta(1)), "Cancelled", "Cancelled"),
		(redemption("Applied", code="X"), "Returned", "Cancelled"),
	],
)
def test_a_redemption_follows_its_invoice(known, end, state):
	assert state_after(known, end, DAY) == state


def test_only_an_invoice_that_came_back_as_a_whole_gives_its_reward_back():
	def invoice(*notes, **more):
		found = tuple(CreditNote(Decimal(note)) for note in notes)
		return InvoiceFacts("Sales Invoice", "A", DAY, Decimal(100), credit_notes=found, **more)

	ends = [end_of(one) for one in (invoice(), invoice(99), invoice(60, 40), invoice(is_cancelled=True))]
	assert ends == ["Stands", "Stands", "Returned", "Cancelled"]


@pytest.mark.parametrize(
	("known", "state", "error"),
	[
		(redemption("Applied", invoice="INV-1"), "Cancelled", InvalidInput),
		(redemption("Cancelled"), "Cancelled", Conflict),
		(redemption("Expired"), "Used", Conflict),
		(redemption(), "Used", InvalidInput),
		(
			replace(redemption(expires_on=DAY - timedelta(1)), terms=Terms("Gift", "Mug")),
			"Used",
			InvalidInput,
		),
	],
)
def test_what_may_not_be_done_by_hand(known, state, error):
	with pytest.raises(error):
		check_by_hand(known, state, DAY)


@pytest.mark.parametrize(
	"known",
	[
		redemption(code="X", expires_on=DAY - timedelta(1)),
		redemption("Used", code="X"),
		replace(redemption(code="X"), customer="Somebody else"),
	],
)
def test_a_code_that_is_over_used_or_of_somebody_else_pays_nothing(known):
	with pytest.raises(InvalidInput):
		check_usable(known, "Sara", DAY)


def test_a_code_is_valid_on_its_last_day_and_without_days_for_ever():
	last = redemption(code="X", expires_on=expiry_of_code(replace(REWARD, code_days=30), DAY))
	check_usable(last, "Sara", DAY + timedelta(30))
	assert not is_due_to_expire(last, DAY + timedelta(30))
	assert is_due_to_expire(last, DAY + timedelta(31))
	assert expiry_of_code(REWARD, DAY) is None


@given(st.binary(min_size=BYTES, max_size=BYTES))
def test_a_code_is_read_back_however_it_is_typed(random):
	code = new_code(random)
	assert read_code(f" {code.lower().replace('-', ' ')} ") == code
	assert set(code) <= {*LETTERS, "-"}


@pytest.mark.parametrize("typed", ["", "7K2M", "7K2M-9QTA-0XVB-1", "????-????-????"])
def test_what_is_no_code_is_none(typed):
	assert read_code(typed) == ""


def test_letters_that_look_like_digits_and_arabic_digits_are_read():
	assert read_code("oil٧-k٢m٩-qta٠") == "0117-K2M9-QTA0"


@pytest.mark.parametrize(
	("reward", "field"),
	[
		(replace(REWARD, points=0), "points"),
		(replace(REWARD, tier="Bronze"), "tier"),
		(replace(REWARD, starts=DAY, ends=DAY - timedelta(1)), "valid_to"),
		(replace(REWARD, terms=Terms("Free Service", "A")), "service_type"),
		(replace(REWARD, terms=Terms("Free Item", "A")), "item"),
		(replace(REWARD, terms=Terms("Upgrade", "A", item="X", upgrade_from="X")), "upgrade_from"),
		(replace(REWARD, terms=Terms("Percentage", "A", percent=Decimal(101))), "percent"),
		(replace(REWARD, terms=Terms("Fixed Amount", "A")), "amount"),
	],
)
def test_a_reward_that_nobody_could_use_is_not_saved(reward, field):
	with pytest.raises(InvalidInput) as refused:
		check_reward(reward, ["Silver", "Gold"])
	assert refused.value.field == field
	check_reward(replace(REWARD, tier="Gold"), ["Silver", "Gold"])


@pytest.mark.parametrize("rates", [{}, {"TYRE-15": Decimal(0)}])
def test_an_upgrade_from_an_item_without_a_price_is_refused_and_not_free(rates):
	upgrade = Terms("Upgrade", "Better tyres", item="TYRE", upgrade_from="TYRE-15")
	assert worth(upgrade, SALE, Rounding()) > 0
	with pytest.raises(InvalidInput, match="TYRE-15 has no price"):
		worth(upgrade, replace(SALE, rates=rates), Rounding())


def test_the_tier_of_a_refusal_is_named_in_the_reader_s_language():
	tiers = (replace(PROGRAM.tiers[0], name_ar="الذهبي"), PROGRAM.tiers[1])
	member = replace(MEMBER, program=replace(PROGRAM, tiers=tiers))
	with pytest.raises(InvalidInput) as refused:
		check_available(replace(REWARD, tier="Gold"), member, Taken())
	assert refused.value.text() == "This reward is for customers from the tier Gold."
	arabic = "هذه المكافأة لمن بلغ المستوى {tier}."
	assert refused.value.text(lambda _text: arabic) == arabic.format(tier="الذهبي")
	with pytest.raises(InvalidInput) as unnamed:
		check_available(replace(REWARD, tier="Gold"), MEMBER, Taken())
	assert unnamed.value.text(lambda _text: arabic) == arabic.format(tier="Gold")
