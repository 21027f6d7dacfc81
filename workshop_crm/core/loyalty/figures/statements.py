"""The questions to the database: SQL that both databases read, with the parameters of `Span.values` and the program.

Rows are grouped there, so that a ledger of any size comes back as some dozens of rows, or one for each customer. What
differs between the databases is a `Dialect`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workshop_crm.core.loyalty.answers import ANSWERED
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION

ENTRY, CHANGE, ACCOUNT = (
	"`tabLoyalty Point Entry`",
	"`tabLoyalty Tier Change`",
	"`tabCustomer Loyalty Points`",
)
EVERYBODY = "IS NOT NULL"

# Rows that ERPNext wrote by itself have no kind.
KIND = """COALESCE(NULLIF(entry.entry_kind, ''),
	CASE WHEN entry.loyalty_points < 0 THEN 'Redeem' ELSE 'Earn' END)"""
MONTH = "CASE WHEN entry.posting_date < %(start)s THEN '' ELSE SUBSTR(entry.posting_date, 1, 7) END"
"""The month of a row; empty for what was before."""
IN_SPAN = "entry.posting_date BETWEEN %(start)s AND %(end)s"
ON_INVOICES = f"{KIND} IN ('Redeem', 'Restore') AND COALESCE(entry.invoice_type, '') <> '{REDEMPTION}'"
SOURCE = f"""CASE WHEN entry.invoice_type = '{ANSWERED}' THEN 'answers'
	WHEN entry.earning_rate > 0 AND COALESCE(entry.redeem_against, '') = '' THEN 'tiers' ELSE 'other' END"""
"""What earned a row that no rule is named on: an answer, the tier's rate, or anything else."""


@dataclass(frozen=True, slots=True)
class Dialect:
	"""`invoices` is a table or query with name, invoice_type, customer, posting_date, is_return and total, submitted ones alone.

	`lines` joins the lines of `entry.award`, `line` is how a field of one is read, as a format. `seen` is the condition on
	the customers whom the user may see.
	"""

	invoices: str
	lines: str
	line: str
	seen: str = EVERYBODY

	def of_line(self, field: str) -> str:
		return self.line.format(field)

	def entries(self, condition: str) -> str:
		"""The rows of the ledger from FROM on."""
		return f"""FROM {ENTRY} AS entry
			WHERE entry.loyalty_program = %(program)s AND entry.customer {self.seen} AND ({condition})"""


def figures(dialect: Dialect) -> Mapping[str, str]:
	"""All that the page needs, by name."""
	return {
		"points": f"""SELECT {MONTH} AS month, {KIND} AS kind, SUM(entry.loyalty_points), COUNT(*)
			{dialect.entries("entry.posting_date <= %(end)s")} GROUP BY month, kind""",
		"debts": _debts(dialect),
		"breakage": f"""SELECT {KIND} AS kind, SUM(entry.loyalty_points)
			{dialect.entries("entry.expiry_date BETWEEN %(start)s AND %(last_expired)s")} GROUP BY kind""",
		"changes": _of_program(
			CHANGE,
			dialect,
			"customer, changed_on, from_tier, to_tier, reason",
			"AND record.changed_on IS NOT NULL ORDER BY changed_on, creation, name",
		),
		"accounts": _of_program(ACCOUNT, dialect, "customer, tier"),
		**members(dialect),
		"on_invoices": f"""SELECT SUM(entry.loyalty_points)
			{dialect.entries(f"{IN_SPAN} AND {ON_INVOICES}")}""",
		"catalog": """SELECT name, reward_name_ar, kind, points, disabled FROM `tabRewards Catalog`
			WHERE loyalty_program = %(program)s ORDER BY name""",
		"redemptions": f"""SELECT record.reward, record.status, COUNT(*), SUM(record.points), SUM(record.amount),
			MAX(COALESCE(record.used_on, record.applied_on)) {taken(dialect)} GROUP BY record.reward, record.status""",
		"rules": f"""SELECT {dialect.of_line("rule")} AS rule, MAX({dialect.of_line("name")}), MAX({dialect.of_line("name_ar")}),
			COUNT(*), SUM({dialect.of_line("points")}), SUM(entry.purchase_amount) {awarded(dialect)} GROUP BY 1""",
		"earned": f"""SELECT {SOURCE} AS source, COUNT(*), SUM(entry.loyalty_points), SUM(entry.purchase_amount)
			{dialect.entries(f"{IN_SPAN} AND {KIND} = 'Earn' AND COALESCE(entry.award, '') = ''")} GROUP BY source""",
	}


def state(tables: Sequence[str]) -> str:
	"""When anything was last changed that the figures are made of: they are the same as long as this is."""
	changed = (
		"Loyalty Point Entry",
		"Loyalty Tier Change",
		"Customer Loyalty Points",
		REDEMPTION,
		"Rewards Catalog",
	)
	latest = (f"(SELECT MAX(modified) FROM `tab{doctype}`)" for doctype in (*changed, *tables))
	return f"SELECT {', '.join(latest)}"


def members(dialect: Dialect) -> Mapping[str, str]:
	"""Since when customers are members, what they did in the span, and who of those before came again: a row for each."""
	visit = (
		f"FROM {dialect.invoices} AS invoice WHERE invoice.customer {dialect.seen} AND invoice.posting_date"
	)
	return {
		# The program is compared as an expression, so that the index is read in the order of the customers.
		"since": f"""SELECT entry.customer, MIN(entry.posting_date) FROM {ENTRY} AS entry
			WHERE COALESCE(entry.loyalty_program, '') = %(program)s AND entry.customer {dialect.seen}
			AND entry.posting_date <= %(end)s GROUP BY entry.customer""",
		"visitors": f"""SELECT invoice.customer, MIN(CASE WHEN invoice.is_return = 0 THEN invoice.posting_date END),
			COUNT(DISTINCT CASE WHEN invoice.is_return = 0 THEN invoice.posting_date END),
			SUM(CASE WHEN invoice.is_return = 0 THEN 1 ELSE 0 END),
			SUM(CASE WHEN invoice.is_return = 0 THEN invoice.total ELSE 0 END), SUM(invoice.total)
			{visit} BETWEEN %(start)s AND %(end)s GROUP BY invoice.customer""",
		"returns": f"""SELECT customer, day, next_day FROM (
				SELECT customer, day, ROW_NUMBER() OVER visits AS place, LEAD(day) OVER visits AS next_day
				FROM (SELECT DISTINCT invoice.customer AS customer, invoice.posting_date AS day
					{visit} BETWEEN %(index_start)s AND %(end)s AND invoice.is_return = 0) AS days
				WINDOW visits AS (PARTITION BY customer ORDER BY day)) AS ordered
			WHERE place = 1 AND day <= %(index_end)s""",
	}


def awarded(dialect: Dialect) -> str:
	"""The rows that earned by rules, with each of their lines, from FROM on."""
	return f"""FROM {ENTRY} AS entry JOIN {dialect.lines} AS line
		WHERE entry.loyalty_program = %(program)s AND entry.customer {dialect.seen} AND {IN_SPAN}
		AND entry.entry_kind = 'Earn' AND entry.award <> ''"""


def taken(dialect: Dialect) -> str:
	"""The rewards that were taken in the span, from FROM on."""
	return f"""FROM `tab{REDEMPTION}` AS record WHERE record.loyalty_program = %(program)s
		AND record.customer {dialect.seen} AND record.reserved_on >= %(start)s AND record.reserved_on < %(after)s"""


def _debts(dialect: Dialect) -> str:
	"""By how much the debts of all accounts grew in each month: an account below zero takes nothing off what others are owed.

	Only what is taken back, or by hand, brings an account below zero; of those alone the months are added up. Days and
	programs are compared as expressions there, so that rows are found by their customer and by no index of the program.
	"""
	taken_back = "entry.loyalty_points < 0 AND COALESCE(entry.entry_kind, '') NOT IN ('Redeem', 'Expire')"
	until_then = f"""SELECT SUM(own.loyalty_points) FROM {ENTRY} AS own WHERE own.customer = entry.customer
		AND COALESCE(own.loyalty_program, '') = entry.loyalty_program AND SUBSTR(own.posting_date, 1, 10) <= entry.posting_date"""
	return f"""WITH indebted AS (SELECT DISTINCT entry.customer AS customer
			{dialect.entries(f"{taken_back} AND ({until_then}) < 0")}),
		moved AS (SELECT own.customer, {MONTH.replace("entry.", "own.")} AS month, SUM(own.loyalty_points) AS points
			FROM indebted JOIN {ENTRY} AS own ON own.customer = indebted.customer
			WHERE COALESCE(own.loyalty_program, '') = %(program)s AND SUBSTR(own.posting_date, 1, 10) <= %(end)s GROUP BY own.customer, month),
		running AS (SELECT month, points, SUM(points) OVER (PARTITION BY customer ORDER BY month) AS balance FROM moved)
		SELECT month, SUM(CASE WHEN balance < 0 THEN -balance ELSE 0 END
			- CASE WHEN balance - points < 0 THEN points - balance ELSE 0 END) FROM running GROUP BY month"""


def _of_program(table: str, dialect: Dialect, fields: str, more: str = "") -> str:
	return f"""SELECT {fields} FROM {table} AS record
		WHERE record.loyalty_program = %(program)s AND record.customer {dialect.seen} {more}"""
