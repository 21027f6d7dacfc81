"""The figures of random ledgers, visits and moves, against the same counted one row after another."""

import json
import sqlite3
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.figures import lists, report, statements
from workshop_crm.core.loyalty.figures.filters import Cell, CellArguments, FigureArguments, Span
from workshop_crm.core.loyalty.figures.members import read_index, read_visitors, sums_of
from workshop_crm.core.loyalty.figures.points import COLUMNS
from workshop_crm.core.loyalty.figures.rewards import reward_uses
from workshop_crm.core.loyalty.figures.tiers import flows, read_moves, tiers_on
from workshop_crm.core.loyalty.model import Program, Tier

TODAY = date(2026, 11, 29)
FIRST = date(2025, 1, 1)
CUSTOMERS = ("A", "B", "C")
PROGRAM = Program("P", (Tier("Silver", Decimal(0), Decimal(10)),), Decimal("0.25"), 365)
DIALECT = statements.Dialect(
	"(SELECT name, 'Sales Invoice' AS invoice_type, customer, posting_date, is_return, total FROM invoice)",
	"json_each(entry.award, '$.lines')",
	"json_extract(line.value, '$.{}')",
)
TABLES = """
CREATE TABLE `tabLoyalty Point Entry` (loyalty_program, customer, entry_kind, loyalty_points INT, purchase_amount, posting_date,
	expiry_date, invoice_type, invoice, redeem_against, entry_reason, earning_rate, award);
CREATE TABLE `tabLoyalty Tier Change` (name, creation, loyalty_program, customer, changed_on, from_tier, to_tier, reason);
CREATE TABLE `tabCustomer Loyalty Points` (loyalty_program, customer, tier);
CREATE TABLE `tabRewards Catalog` (name, reward_name_ar, kind, points, disabled, loyalty_program);
CREATE TABLE `tabReward Redemption` (loyalty_program, customer, reward, status, points, amount, reserved_on, used_on,
	applied_on, invoice_type, invoice);
CREATE TABLE invoice (name, customer, posting_date, is_return INT, total);
"""


class Row(NamedTuple):
	customer: str
	kind: str
	points: int
	day: date
	expiry: date
	amount: int = 0
	award: str = ""


class Visit(NamedTuple):
	customer: str
	day: date
	total: int
	is_return: bool


days = st.integers(0, (TODAY - FIRST).days).map(lambda number: FIRST + timedelta(number))
spans = st.tuples(days, days).map(lambda pair: Span(min(pair), max(pair), TODAY))


@st.composite
def ledgers(draw: st.DrawFn) -> list[Row]:
	"""Rows as the rules write them: redeeming and expiry take no more than there is, a return may."""
	rows: list[Row] = []
	for customer in CUSTOMERS:
		balance = 0
		for day in sorted(draw(st.lists(days, max_size=8))):
			kind = draw(st.sampled_from(("Earn", "Earn", "Redeem", "Reverse", "Expire", "Adjust", "Restore")))
			points = draw(st.integers(1, 60))
			if kind in ("Redeem", "Expire"):
				points = min(points, max(balance, 0))
			signed = points if kind in ("Earn", "Adjust", "Restore") else -points
			balance += signed
			award = _award(draw(st.integers(0, points)), points) if kind == "Earn" else ""
			rows.append(
				Row(customer, kind, signed, day, day + timedelta(draw(st.integers(0, 400))), points, award)
			)
	return rows


def _award(first: int, points: int) -> str:
	lines = [
		{"rule": "r1", "name": "Tyres", "name_ar": "", "points": first},
		{"rule": "", "name": "Silver", "name_ar": "", "points": points - first},
	]
	return json.dumps({"lines": lines})


visits = st.lists(
	st.builds(Visit, st.sampled_from((*CUSTOMERS, "D")), days, st.integers(1, 900), st.booleans()),
	max_size=14,
)


def asked(span: Span) -> report.Asked:
	return report.Asked(PROGRAM, span, lambda stored: Decimal(stored or 0))


def database(rows: list[Row], seen: list[Visit] | None = None) -> sqlite3.Connection:
	connection = sqlite3.connect(":memory:")
	connection.executescript(TABLES)
	connection.executemany(
		"INSERT INTO `tabLoyalty Point Entry` VALUES ('P',?,?,?,?,?,?,'Sales Invoice','I','','',10,?)",
		[
			(row.customer, row.kind, row.points, row.amount, str(row.day), str(row.expiry), row.award)
			for row in rows
		],
	)
	connection.executemany(
		"INSERT INTO invoice VALUES (?,?,?,?,?)",
		[
			(
				f"I{number}",
				one.customer,
				str(one.day),
				one.is_return,
				-one.total if one.is_return else one.total,
			)
			for number, one in enumerate(seen or [])
		],
	)
	return connection


def run(connection: sqlite3.Connection, text: str, span: Span, **more: Any) -> list[tuple[Any, ...]]:
	names = {**span.values(), "program": "P", **more}
	for name in names:
		text = text.replace(f"%({name})s", f":{name}")
	return connection.execute(text, names).fetchall()


def build(connection: sqlite3.Connection, span: Span) -> dict[str, Any]:
	found = {name: run(connection, text, span) for name, text in statements.figures(DIALECT).items()}
	return report.build(asked(span), found, ["P"])


def behind(connection: sqlite3.Connection, span: Span, cell: Cell) -> lists.Page:
	query = lists.queried(cell, DIALECT)
	if query is None:
		wanted = lists.picked(cell)
		texts = {**statements.figures(DIALECT), "invoices": lists.invoices(DIALECT)}
		found = {name: run(connection, texts[name], span) for name in (*wanted.names, "invoices")}
		return lists.page_of_picked(wanted.kind, lists.pick(cell, asked(span), found), 1000, 0)
	own = span.of_month(cell.month)
	page = run(connection, query.page, own, limit=1000, offset=0, **query.values)
	sums = run(connection, query.sums, own, **query.values)[0]
	return lists.page_of_query(query, page, sums, asked(span))


def owed_on(rows: list[Row], day: date) -> int:
	balances = {
		customer: sum(row.points for row in rows if row.customer == customer and row.day <= day)
		for customer in CUSTOMERS
	}
	return sum(max(balance, 0) for balance in balances.values())


@given(rows=ledgers(), span=spans)
@examples(150)
def test_points_by_month_are_those_of_the_rows_and_a_debt_takes_nothing_off_what_others_are_owed(rows, span):
	figures = build(database(rows), span)["points"]
	assert figures["opening"] == owed_on(rows, span.before)
	for month in figures["months"]:
		own = span.of_month(month["month"])
		for column, kind in COLUMNS.items():
			assert month[column] == sum(
				row.points for row in rows if row.kind == kind and own.start <= row.day <= own.end
			)
		assert month["outstanding"] == owed_on(rows, own.end)
	counted = [row for row in rows if span.start <= row.day <= span.end]
	assert sum(figures["total"][column] for column in COLUMNS) == sum(row.points for row in counted)
	assert figures["total"]["outstanding"] == owed_on(rows, span.end)


@given(rows=ledgers(), span=spans)
def test_breakage_is_counted_by_the_last_day_of_the_points(rows, span):
	figures = build(database(rows), span)["breakage"]
	ended = [row for row in rows if span.start <= row.expiry <= span.last_expired]
	expired = -sum(row.points for row in ended if row.kind == "Expire")
	redeemed = -sum(row.points for row in ended if row.kind in ("Redeem", "Restore"))
	assert (figures["expired"], figures["redeemed"]) == (expired, redeemed)
	if expired + redeemed > 0:
		assert figures["share"] == round(expired / (expired + redeemed), 4)


@given(rows=ledgers(), span=spans)
def test_rules_share_out_what_was_earned(rows, span):
	rules = build(database(rows), span)["rules"]
	earned = [row for row in rows if row.kind == "Earn" and span.start <= row.day <= span.end]
	assert sum(rule["points"] for rule in rules) == sum(row.points for row in earned)
	for rule in rules:
		assert rule["rows"] == len(earned)
		assert rule["turnover"] == sum(row.amount for row in earned)


@given(rows=ledgers(), seen=visits, span=spans)
def test_every_number_opens_the_rows_that_make_it(rows, seen, span):
	connection = database(rows, seen)
	figures = build(connection, span)
	for month in [*figures["points"]["months"], figures["points"]["total"]]:
		for column in (*COLUMNS, "outstanding"):
			page = behind(connection, span, Cell("points", month["month"], column=column))
			assert page.sums["points"] == sum(row[-1 if column == "outstanding" else 3] for row in page.rows)
			assert page.sums["points"] == month[column]
	for rule in figures["rules"]:
		page = behind(connection, span, Cell("rules", row=rule["key"]))
		assert (page.total, page.sums["points"]) == (rule["rows"], rule["points"])
	for group in figures["members"]["groups"]:
		for column in ("customers", "invoices", "index", "again"):
			page = behind(connection, span, Cell("members", row=group["group"], column=column))
			assert page.total == len(page.rows) == group[column]
	visits_listed = behind(connection, span, Cell("cost", column="visits"))
	assert visits_listed.sums["visits"] == figures["cost"]["repeat_visits"]


@given(rows=ledgers(), seen=visits, span=spans)
def test_members_are_those_who_had_joined_by_their_first_visit(rows, seen, span):
	figures = {group["group"]: group for group in build(database(rows, seen), span)["members"]["groups"]}
	joined = {row.customer: min(own.day for own in rows if own.customer == row.customer) for row in rows}
	expected = {"member": [0, 0, 0, 0], "other": [0, 0, 0, 0]}
	for customer in {one.customer for one in seen}:
		own = [one for one in seen if one.customer == customer and span.start <= one.day <= span.end]
		came = sorted(one.day for one in own if not one.is_return)
		if not came:
			continue
		group = "member" if joined.get(customer, date.max) <= min(came[0], span.end) else "other"
		spent = sum(-one.total if one.is_return else one.total for one in own)
		for place, value in enumerate((1, len(set(came)), len(came), spent)):
			expected[group][place] += value
	for group, sums in expected.items():
		found = figures[group]
		assert [found[name] for name in ("customers", "visits", "invoices", "spend")] == sums


@given(rows=ledgers(), seen=visits, span=spans)
def test_who_comes_again_is_looked_at_for_twelve_months_that_are_over(rows, seen, span):
	figures = {group["group"]: group for group in build(database(rows, seen), span)["members"]["groups"]}
	index = again = 0
	for customer in {one.customer for one in seen}:
		came = sorted(one.day for one in seen if one.customer == customer and not one.is_return)
		early = [day for day in came if span.index_start <= day <= span.index_end]
		if early:
			limit = date(early[0].year + 1, early[0].month, min(early[0].day, 28))
			limit = max(limit, limit.replace(day=early[0].day) if early[0].month != 2 else limit)
			index += 1
			again += any(early[0] < day <= limit for day in came)
	assert sum(group["index"] for group in figures.values()) == index
	assert sum(group["again"] for group in figures.values()) == again


tiers = st.sampled_from(("Silver", "Gold", "Platinum"))


@st.composite
def histories(draw: st.DrawFn) -> list[tuple[str, str, str, str, str]]:
	"""Moves in the order in which they happened, each from where the last one led."""
	found, held = [], dict.fromkeys(CUSTOMERS, "")
	for day in sorted(draw(st.lists(days, max_size=12))):
		customer, to_tier = draw(st.sampled_from(CUSTOMERS)), draw(tiers)
		if to_tier != held[customer]:
			found.append((customer, str(day), held[customer], to_tier, "why"))
			held[customer] = to_tier
	return found


@given(history=histories(), span=spans)
def test_the_tiers_at_the_end_are_those_at_the_start_and_the_flow(history, span):
	moves = read_moves(history)
	accounts = {move.customer: move.to_tier for move in moves}
	since = dict.fromkeys(CUSTOMERS, "0001-01-01")
	start, end = tiers_on(span.before, moves, accounts, since), tiers_on(span.end, moves, accounts, since)
	counted = flows(moves, span.start, span.end)
	for tier in ("Silver", "Gold", "Platinum"):
		came = sum(count for flow, count in counted.items() if flow.to_tier == tier)
		left = sum(count for flow, count in counted.items() if flow.from_tier == tier)
		assert [*end.values()].count(tier) == [*start.values()].count(tier) + came - left
	replayed = {move.customer: move.to_tier for move in moves if move.day <= str(span.end)}
	assert end == replayed


def test_an_account_that_is_older_than_its_history_has_the_tier_that_its_first_move_came_from():
	moves = read_moves([("A", "2026-05-01", "Silver", "Gold", "why")])
	accounts, since = {"A": "Gold", "B": "Silver"}, {"A": "2025-01-01", "B": "2026-02-01"}
	assert tiers_on(date(2026, 1, 1), moves, accounts, since) == {"A": "Silver"}
	assert tiers_on(date(2026, 3, 1), moves, accounts, since) == {"A": "Silver", "B": "Silver"}
	assert tiers_on(date(2026, 6, 1), moves, accounts, since) == {"A": "Gold", "B": "Silver"}


def test_what_was_cancelled_cost_no_points_and_gave_no_money():
	catalog = [("Wash", "غسيل", "Gift", 100, 0), ("Oil", "", "Fixed Amount", 50, 1)]
	taken = [
		("Wash", "Used", 2, 200, 0, "2026-05-01 10:00:00"),
		("Wash", "Cancelled", 1, 100, 25, "2026-06-01"),
		("Oil", "Applied", 1, 50, 20, "2026-04-01"),
		("Gone", "Reserved", 1, 10, 0, None),
	]
	wash, gone, oil = reward_uses(catalog, taken, lambda stored: Decimal(stored or 0))
	assert (wash.taken, wash.points, wash.money, wash.points_handed_over) == (3, 200, 0, 200)
	assert wash.last_used == "2026-05-01"
	assert (gone.reward, gone.last_used) == ("Gone", None)
	assert (oil.points, oil.money, oil.is_disabled) == (50, 20, True)


def test_a_worked_example_of_what_a_repeat_visit_costs():
	"""Docs: 400 points paid invoices, rewards took 60.00 off, a gift of 100 points; 5 visits by 2 members are 3 repeat visits."""
	seen = [Visit("A", date(2026, month, 1), 100, False) for month in (3, 4, 5)]
	seen += [Visit("B", date(2026, month, 1), 100, False) for month in (3, 4)]
	rows = [Row("A", "Earn", 500, date(2026, 3, 1), TODAY), Row("B", "Earn", 9, date(2026, 3, 1), TODAY)]
	rows.append(Row("A", "Redeem", -400, date(2026, 4, 1), TODAY))
	connection = database(rows, seen)
	for status, points, amount in (("Applied", 240, 60), ("Used", 100, 0), ("Cancelled", 50, 9)):
		connection.execute(
			"INSERT INTO `tabReward Redemption` VALUES ('P','A','Wash',?,?,?,'2026-04-01',NULL,NULL,'','')",
			(status, points, amount),
		)
	cost = build(connection, Span(date(2026, 1, 1), TODAY, TODAY))["cost"]
	assert (cost["points_worth"], cost["rewards"], cost["handed_over_worth"]) == (100.0, 60.0, 25.0)
	assert (cost["cost"], cost["repeat_visits"], cost["each"]) == (185.0, 3, 61.67)


def test_who_only_brought_something_back_did_not_visit():
	rows = [("A", None, 0, 0, 0, -50), ("B", "2026-05-01", 1, 2, 90, 40)]
	(visitor,) = read_visitors(rows, {"B": "2026-05-01"}, lambda stored: Decimal(stored or 0))
	sums = sums_of("member", [visitor], read_index([("B", "2025-01-01", None)], {}))
	assert (sums.customers, sums.invoices, sums.turnover, sums.spend) == (1, 2, 90, 40)
	assert (sums.index, sums.again) == (0, 0)


def test_the_days_that_are_asked_about_end_today_and_begin_before_they_end():
	span = FigureArguments(from_date="2030-01-01", to_date="2030-02-01").read(TODAY)
	assert (span.start, span.end) == (TODAY, TODAY)
	assert FigureArguments().read(TODAY).end == TODAY
	for bad in ({"from_date": "x"}, {"from_date": "2026-02-02", "to_date": "2026-01-01"}):
		with pytest.raises(InvalidInput):
			FigureArguments(**bad).read(TODAY)


@pytest.mark.parametrize("month", ["2026-00", "2026-1", "0000-01", "x", "2026-11-01", "9999-12"])
def test_a_month_is_one_of_the_calendar(month):
	try:
		cell = CellArguments(month=month).read()
	except InvalidInput:
		return
	Span(FIRST, TODAY, TODAY).of_month(cell.month)
