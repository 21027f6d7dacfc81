"""Records of ERPNext, read alike on both hosts, as the rules know them: the ledger's rows and the program."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.model import AnswerRule, Entry, Kind, NewEntry, Program, Tier

Record = Mapping[str, Any]

# ERPNext's own sums leave out rows without an expiry date, so points that live for ever get the last one.
NEVER = date(9999, 12, 31)
NEXT_INVOICE = "The next invoice"

ENTRY_FIELDS = (
	"name",
	"entry_kind",
	"loyalty_points",
	"purchase_amount",
	"posting_date",
	"expiry_date",
	"invoice_type",
	"invoice",
	"redeem_against",
	"entry_reason",
	"loyalty_program_tier",
	"earning_rate",
	"award",
)
"""The fields of a Loyalty Point Entry that `entry_of` reads."""


def entry_of(row: Record) -> Entry:
	return Entry(
		name=row["name"],
		kind=row["entry_kind"] or _kind_of_erpnext(row),
		points=int(row["loyalty_points"] or 0),
		spend=_decimal(row["purchase_amount"]),
		posting_date=row["posting_date"],
		expiry_date=None if row["expiry_date"] == NEVER else row["expiry_date"],
		invoice=row["invoice"],
		redeem_against=row["redeem_against"],
		reason=row["entry_reason"] or "",
		tier=row["loyalty_program_tier"] or "",
		rate=_decimal(row["earning_rate"]) or None,
		invoice_type=row["invoice_type"],
		award=row["award"] or "",
	)


def _kind_of_erpnext(row: Record) -> Kind:
	"""Rows that ERPNext wrote by itself have no kind; a redemption is negative and names its lot."""
	return "Redeem" if row["redeem_against"] or (row["loyalty_points"] or 0) < 0 else "Earn"


def entry_record(row: NewEntry) -> dict[str, object]:
	"""The fields of the Loyalty Point Entry that a row is written as; whose it is, the host adds."""
	return {
		"entry_kind": row.kind,
		"loyalty_points": row.points,
		"purchase_amount": row.spend,
		"posting_date": row.posting_date,
		"expiry_date": row.expiry_date or NEVER,
		"invoice_type": row.invoice_type,
		"invoice": row.invoice,
		"redeem_against": row.redeem_against,
		"reversal_of": row.redeem_against if row.kind in ("Reverse", "Restore") else None,
		"idempotency_key": row.key,
		"entry_reason": row.reason,
		"loyalty_program_tier": row.tier,
		"earning_rate": float(row.rate or 0),
		"award": row.award,
	}


def program_of(program: Record, tiers: Iterable[Record], rounding: Rounding) -> Program:
	"""A Loyalty Program with its collection rules; `rounding` is that of the company's money."""
	return Program(
		program["name"],
		tuple(
			Tier(row["tier_name"], _decimal(row["min_spent"]), _decimal(row["collection_factor"]))
			for row in tiers
		),
		_decimal(program["conversion_factor"]),
		int(program["expiry_duration"] or 0),
		tier_from_next_invoice=program["new_tier_counts_from"] == NEXT_INVOICE,
		starts=program["from_date"] or None,
		ends=program["to_date"] or None,
		rounding=rounding,
		answers=AnswerRule(
			int(program["survey_points"] or 0),
			int(program["survey_points_most"] or 0),
			int(program["survey_points_days"] or 0),
		),
	)


def program_record(program: Program) -> dict[str, object]:
	"""The fields of a Loyalty Program and its collection rules; whose it is, the host adds."""
	return {
		"loyalty_program_name": program.name,
		"conversion_factor": program.point_value,
		"expiry_duration": program.expiry_days,
		"from_date": program.starts,
		"to_date": program.ends,
		"survey_points": program.answers.points,
		"survey_points_most": program.answers.most,
		"survey_points_days": program.answers.days,
		"collection_rules": [
			{"tier_name": tier.name, "min_spent": tier.min_spent, "collection_factor": tier.spend_per_point}
			for tier in program.tiers
		],
	}


def _decimal(number: object) -> Decimal:
	return Decimal(str(number or 0))
