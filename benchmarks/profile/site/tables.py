"""Each table of the site, filled from the staged workshop with the templates as patterns."""

from __future__ import annotations

from datetime import date

from benchmarks.profile.site import sql, templates
from benchmarks.profile.site.copies import Marks, copy
from benchmarks.profile.site.staging import CARS, PEOPLE, VISITS
from benchmarks.profile.site.templates import Templates
from benchmarks.profile.size import BUSY_CUSTOMER, Size

_POINTS_YEARS, _SURVEY_DAYS = 2, 540
_INVITED, _ANSWERED, _LOW, _OPEN, _UNPAID, _CALLED = 20, 8, 8, 10, 3, 25
FILLED = (
	"Customer",
	"Customer Communication Channel",
	"Contact",
	"Contact Phone",
	"Contact Email",
	"Dynamic Link",
	"Vehicle",
	"Customer Vehicle",
	"Sales Invoice",
	"Sales Invoice Item",
	"Loyalty Point Entry",
	"Customer Loyalty Points",
	"Survey Invitation",
	"Survey Response",
	"Survey Answer",
	"Issue",
	"Customer Message",
	"Customer Interaction",
	"Customer Analytics",
)


def person_marks(made: Templates) -> Marks:
	return {
		made.customer: "p.name",
		f"{templates.GIVEN} {templates.FAMILY}": "p.customer_name",
		templates.GIVEN: "p.given",
		templates.FAMILY: "p.family",
		templates.NAME_AR: "p.name_ar",
		templates.PHONE: "p.phone",
		templates.EMAIL: "p.email",
	}


def car_marks(made: Templates) -> Marks:
	return {
		templates.PLATE: "c.name",
		made.plate_ar: "c.plate_ar",
		made.plate_key: "c.plate_key",
		templates.MAKE: "c.make",
		templates.MODEL: "c.model",
		templates.YEAR: "c.year",
		templates.VIN: "c.vin",
		templates.ODOMETER: "c.odometer",
	}


def visit_marks(made: Templates) -> Marks:
	item = templates.ITEM
	return {
		**person_marks(made),
		**car_marks(made),
		made.invoice: sql.INVOICE,
		templates.visit_day(): "v.day",
		templates.AMOUNT: "v.amount",
		templates.ODOMETER: "v.odometer",
		item.service_type: sql.SERVICE,
		item.code: sql.ITEM_CODE,
		item.name: sql.ITEM_NAME,
	}


def people(made: Templates) -> None:
	marks = person_marks(made)
	at = {"creation": sql.JOINED, "modified": sql.JOINED}
	with_email = f"{sql.PERSON} where p.email != ''"
	copy("Customer", made.row("Customer"), sql.PERSON, marks, preferred_language="p.language", **at)
	copy("Contact", made.row("Contact"), sql.PERSON, marks, **at)
	copy("Contact Phone", made.row("Contact Phone"), sql.PERSON, marks, name=sql.key("p", "p.n"), **at)
	copy("Contact Email", made.row("Contact Email"), with_email, marks, name=sql.key("e", "p.n"), **at)
	copy("Dynamic Link", made.row("Dynamic Link"), sql.PERSON, marks, name=sql.key("d", "p.n"), **at)
	whatsapp, email = made.rows["Customer Communication Channel"]
	for letter, row, source in (("w", whatsapp, sql.PERSON), ("m", email, with_email)):
		name = sql.key(letter, "p.n")
		copy("Customer Communication Channel", row, source, marks, name=name, consent_date="p.joined", **at)


def cars(made: Templates) -> None:
	marks = {**person_marks(made), **car_marks(made)}
	at = {"creation": "timestamp(c.first_seen)", "modified": "timestamp(c.first_seen)"}
	owned = f"`{CARS}` c join `{PEOPLE}` p on p.n = c.owner"
	copy("Vehicle", made.row("Vehicle"), owned, marks, **at)
	ownership = f"""(
		select o.*, row_number() over (partition by person order by is_current desc, n) place from (
			select n, name, owner person, coalesce(bought, first_seen) from_date, null to_date, 1 is_current from `{CARS}`
			union all select n, name, former, first_seen, bought, 0 from `{CARS}` where former is not null) o
		) c join `{PEOPLE}` p on p.n = c.person"""
	copy(
		"Customer Vehicle",
		made.row("Customer Vehicle"),
		ownership,
		marks,
		name=sql.key("c", "c.n * 2 + c.is_current"),
		idx="c.place",
		from_date="c.from_date",
		to_date="c.to_date",
		is_current="c.is_current",
		creation="timestamp(c.from_date)",
		modified="timestamp(c.from_date)",
	)


def invoices(made: Templates) -> None:
	marks = visit_marks(made)
	at = {"creation": sql.VISITED, "modified": sql.VISITED}
	unpaid = f"{sql.chance('unpaid')} < {_UNPAID}"
	copy(
		"Sales Invoice",
		made.row("Sales Invoice"),
		f"{sql.VISIT} order by v.n",
		marks,
		posting_time="maketime(v.hour, v.n % 60, 0)",
		status=f"if({unpaid}, 'Overdue', 'Paid')",
		outstanding_amount=f"if({unpaid}, v.amount, 0)",
		**at,
	)
	name = sql.key("i", "v.n")
	copy(
		"Sales Invoice Item",
		made.row("Sales Invoice Item"),
		f"{sql.VISIT} order by v.n",
		marks,
		name=name,
		**at,
	)


def points(made: Templates, today: date) -> None:
	"""Rows of visits since the program began, the rows that wrote expired points off, and the accounts."""
	row, marks = made.row("Loyalty Point Entry"), visit_marks(made)
	earned = f"floor(v.amount * {row['loyalty_points'] / float(templates.AMOUNT)})"
	since = f"v.day >= '{today}' - interval {_POINTS_YEARS} year"
	expiry = "v.day + interval 365 day"
	at = {"creation": sql.VISITED, "modified": sql.VISITED}
	copy(
		"Loyalty Point Entry",
		row,
		f"{sql.VISIT} where {since} order by v.n",
		marks,
		name=sql.key("l", "v.n"),
		loyalty_points=earned,
		expiry_date=expiry,
		**at,
	)
	expired = f"timestamp({expiry} + interval 1 day)"
	copy(
		"Loyalty Point Entry",
		row,
		f"{sql.VISIT} where {since} and {expiry} < '{today}' order by v.n",
		marks,
		name=sql.key("x", "v.n"),
		entry_kind="'Expire'",
		loyalty_points=f"-{earned}",
		purchase_amount="0",
		posting_date=f"{expiry} + interval 1 day",
		expiry_date=expiry,
		redeem_against=sql.key("l", "v.n"),
		idempotency_key=f"concat('expire:', {sql.key('l', 'v.n')})",
		creation=expired,
		modified=expired,
	)
	totals = f"""(select customer,
			sum(loyalty_points) balance,
			sum(if(entry_kind = 'Earn', loyalty_points, 0)) earned,
			-sum(if(entry_kind = 'Expire', loyalty_points, 0)) expired,
			sum(purchase_amount) spent,
			max(posting_date) last_day
		from `tabLoyalty Point Entry` group by customer) t join `{PEOPLE}` p on p.name = t.customer"""
	copy(
		"Customer Loyalty Points",
		made.row("Customer Loyalty Points"),
		totals,
		marks,
		name=sql.key("a", "p.n"),
		balance="t.balance",
		points_earned="t.earned",
		points_expired="t.expired",
		lifetime_spend="t.spent",
		last_entry_on="t.last_day",
		creation=sql.JOINED,
		modified=sql.JOINED,
	)


def answers(made: Templates, today: date) -> None:
	"""Invitations after some visits of the last months with their messages, answers to some, a follow-up of the bad ones."""
	low = f"({sql.chance('low')} < {_LOW})"
	invitation = "concat('SVI-', year(v.day), '-', lpad(v.n, 7, '0'))"
	response = "concat('SVR-', year(v.day), '-', lpad(v.n, 7, '0'))"
	issue = "concat('ISS-', year(v.day), '-', lpad(v.n, 7, '0'))"
	message = "concat('MSG-', year(v.day), '-', lpad(v.n, 7, '0'))"
	marks = {
		**visit_marks(made),
		made.invitation: invitation,
		made.response: response,
		made.issue: f"if({low}, {issue}, null)",
	}
	at = {"creation": sql.VISITED, "modified": sql.VISITED}
	has_answered = f"{sql.chance('survey')} < {_ANSWERED}"
	recent = f"{sql.VISIT} where v.day >= '{today}' - interval {_SURVEY_DAYS} day"
	invited = f"{recent} and {sql.chance('survey')} < {_INVITED}"
	answered = f"{recent} and {has_answered}"
	copy(
		"Survey Invitation",
		made.row("Survey Invitation"),
		invited,
		marks,
		status=f"if({has_answered}, 'Answered', 'Expired')",
		answered_on=f"if({has_answered}, {sql.VISITED} + interval 1 hour, null)",
		token_hash="sha2(v.n, 256)",
		visit_key="md5(v.n)",
		send_after=sql.VISITED,
		sent_on=sql.VISITED,
		expires_on=f"{sql.VISITED} + interval 14 day",
		**at,
	)
	copy(
		"Customer Message",
		made.row("Customer Message"),
		invited,
		marks,
		name=message,
		message_key=message,
		**at,
	)
	stars = f"if({low}, 1 + v.n % 2, 3 + v.n % 3)"
	copy(
		"Survey Response",
		made.row("Survey Response"),
		answered,
		marks,
		answered_on=f"{sql.VISITED} + interval 1 hour",
		is_low=low,
		rating=stars,
		score=f"25 * ({stars} - 1)",
		**at,
	)
	for place, row in enumerate(made.rows["Survey Answer"]):
		copy("Survey Answer", row, answered, marks, name=sql.key("q", f"v.n * 10 + {place}"), **at)
	copy(
		"Issue",
		made.row("Issue"),
		f"{answered} and {low}",
		{**marks, made.issue: issue},
		status=f"if({sql.chance('open')} < {_OPEN}, 'Open', 'Closed')",
		opening_date="v.day",
		**at,
	)


def history(made: Templates, size: Size) -> None:
	"""Calls with some customers; one customer has so many entries that no screen may read them all."""
	marks = person_marks(made)
	called = f"{sql.PERSON} where {sql.chance('called', 'p.n')} < {_CALLED}"
	when = "timestamp(p.joined + interval (p.n % 600) day, maketime(8 + p.n % 12, p.n % 60, 0))"
	_calls(made, called, marks, sql.key("n", "p.n"), when)
	calls = size.history // 2
	each = "s.seq"
	when = f"now() - interval {each} * 11 hour"
	busy = f"seq_1_to_{{}} s join `{PEOPLE}` p on p.n = {BUSY_CUSTOMER} order by {each} desc"
	_calls(made, busy.format(calls), marks, sql.key("b", each), when)
	message = f"concat('MSG-0000-', lpad({each}, 5, '0'))"
	copy(
		"Customer Message",
		made.row("Customer Message"),
		busy.format(size.history - calls),
		marks,
		name=message,
		message_key=message,
		creation=f"{when} + interval 5 hour",
		modified=f"{when} + interval 5 hour",
	)


def _calls(made: Templates, source: str, marks: Marks, name: str, when: str) -> None:
	row = made.row("Customer Interaction")
	copy(
		"Customer Interaction", row, source, marks, name=name, happened_on=when, creation=when, modified=when
	)


def figures(made: Templates, today: date) -> None:
	"""What the analytics job would have written, roughly."""
	per_person = f"""(select person, count(*) visits, sum(amount) revenue, avg(amount) average,
			min(day) first_day, max(day) last_day, datediff('{today}', max(day)) away
		from `{VISITS}` group by person) t join `{PEOPLE}` p on p.n = t.person"""
	copy(
		"Customer Analytics",
		made.row("Customer Analytics"),
		per_person,
		person_marks(made),
		segment="case when t.visits = 1 then 'New' when t.away < 180 then 'Active' when t.away < 365 then 'High Risk' else 'Lapsed' end",
		clv="round(t.average * 3 * exp(-t.away / 365), 2)",
		p_alive="exp(-t.away / 365)",
		expected_visits="3 * exp(-t.away / 365)",
		visits="t.visits",
		revenue="t.revenue",
		monetary_value="t.average",
		first_visit="t.first_day",
		last_visit="t.last_day",
		recency_days="t.away",
		computed_on=f"timestamp('{today}')",
		creation=sql.JOINED,
		modified=sql.JOINED,
	)
