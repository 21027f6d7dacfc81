"""Records of ERPNext, read alike on both hosts, as the rules know them: the ledger's rows and the program."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, TypeVar

from workshop_crm.core.common.money import Rounding, decimal
from workshop_crm.core.loyalty.model import (
	AccountTotals,
	AnswerRule,
	EarnWhen,
	Entry,
	Kind,
	NewEntry,
	Program,
	ReferralRule,
	Tier,
	TierBasis,
	TierRule,
)
from workshop_crm.core.loyalty.rules.records import WITH_VAT, WITHOUT_VAT, rule_record, rules_of

Record = Mapping[str, Any]
Choice = TypeVar("Choice", bound=str)

# ERPNext's own sums leave out rows without an expiry date, so points that live for ever get the last one.
NEVER = date(9999, 12, 31)
# The choices of the program's form.
APPROVAL_ABOVE = 500
THIS_INVOICE, NEXT_INVOICE = "This invoice", "The next invoice"
BASES: Mapping[TierBasis, str] = {"Spend": "Spending", "Points": "Points earned", "Visits": "Visits"}
WHENS: Mapping[EarnWhen, str] = {"Submitted": "It is submitted", "Paid": "It is paid in full"}

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
	"available_from",
	"earned_when",
	"moved_by",
	"moved_from",
)
"""The fields of a Loyalty Point Entry that `entry_of` reads."""


def entry_of(row: Record) -> Entry:
	return Entry(
		name=row["name"],
		kind=row["entry_kind"] or _kind_of_erpnext(row),
		points=int(row["loyalty_points"] or 0),
		spend=decimal(row["purchase_amount"]),
		posting_date=row["posting_date"],
		expiry_date=None if row["expiry_date"] == NEVER else row["expiry_date"],
		invoice=row["invoice"],
		redeem_against=row["redeem_against"],
		reason=row["entry_reason"] or "",
		tier=row["loyalty_program_tier"] or "",
		rate=decimal(row["earning_rate"]) or None,
		invoice_type=row["invoice_type"],
		award=row["award"] or "",
		available_from=row["available_from"],
		earned_when=row["earned_when"] or "",
		moved_by=row["moved_by"] or None,
		moved_from=row["moved_from"] or "",
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
		"available_from": row.available_from,
		"earned_when": row.earned_when,
		"moved_by": row.moved_by,
		"moved_from": row.moved_from,
	}


def account_record(sums: AccountTotals) -> dict[str, object]:
	"""The fields of a Customer Loyalty Points that say what its rows add up to; whose it is, the host adds."""
	return {
		"balance": sums.balance,
		"pending": sums.pending,
		"tier": sums.tier,
		"tier_until": sums.tier_until,
		"lifetime_spend": sums.lifetime_spend,
		"points_earned": sums.earned,
		"points_redeemed": sums.redeemed,
		"points_expired": sums.expired,
		"last_entry_on": sums.last_entry_on,
		"next_expiry": sums.next_expiry,
		"next_change": sums.next_change or NEVER,
	}


def program_of(
	program: Record, tiers: Iterable[Record], rules: Iterable[Record], rounding: Rounding
) -> Program:
	"""A Loyalty Program with its collection and earning rules; `rounding` is that of the company's money."""
	return Program(
		program["name"],
		tuple(map(_tier, tiers)),
		decimal(program["conversion_factor"]),
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
		tier_rule=TierRule(
			_chosen(BASES, program["tier_basis"], "Spend"),
			int(program["tier_window_months"] or 0),
			int(program["tier_grace_days"] or 0),
		),
		pending_days=int(program["pending_days"] or 0),
		earn_when=_chosen(WHENS, program["earn_when"], "Submitted"),
		rules=rules_of(rules),
		basis="Net" if program["earning_basis"] == WITHOUT_VAT else "Gross",
		earn_by_tier=not program["rules_only"],
		allow_negative=not program["no_negative_balance"],
		approval_above=_approval_above(program["approval_above"]),
		rewards_by_itself=bool(program["rewards_by_itself"]),
		referrals=ReferralRule(
			int(program["referral_points"] or 0), int(program["referral_month_most"] or 0)
		),
		name_ar=program["program_name_ar"] or "",
	)


def _approval_above(stored: Any) -> int:
	"""A record that is older than the limit has none."""
	return APPROVAL_ABOVE if stored is None else int(stored)


def _chosen(choices: Mapping[Choice, str], words: object, usual: Choice) -> Choice:
	"""What the words of a form stand for; a record that is older than the choice has none."""
	return next((choice for choice, label in choices.items() if label == words), usual)


def _tier(row: Record) -> Tier:
	return Tier(
		row["tier_name"],
		decimal(row["min_spent"]),
		decimal(row["collection_factor"]),
		int(row["min_points"] or 0),
		int(row["min_visits"] or 0),
		row["tier_name_ar"] or "",
		row["benefits"] or "",
		row["benefits_ar"] or "",
	)


def program_record(program: Program) -> dict[str, object]:
	"""The fields of a Loyalty Program and its collection rules; whose it is, the host adds."""
	return {
		"loyalty_program_name": program.name,
		"program_name_ar": program.name_ar,
		"conversion_factor": program.point_value,
		"expiry_duration": program.expiry_days,
		"from_date": program.starts,
		"to_date": program.ends,
		"survey_points": program.answers.points,
		"survey_points_most": program.answers.most,
		"survey_points_days": program.answers.days,
		"new_tier_counts_from": NEXT_INVOICE if program.tier_from_next_invoice else THIS_INVOICE,
		"tier_basis": BASES[program.tier_rule.basis],
		"tier_window_months": program.tier_rule.window_months,
		"tier_grace_days": program.tier_rule.grace_days,
		"pending_days": program.pending_days,
		"earn_when": WHENS[program.earn_when],
		"earning_basis": WITHOUT_VAT if program.basis == "Net" else WITH_VAT,
		"rules_only": int(not program.earn_by_tier),
		"no_negative_balance": int(not program.allow_negative),
		"approval_above": program.approval_above,
		"rewards_by_itself": int(program.rewards_by_itself),
		"referral_points": program.referrals.points,
		"referral_month_most": program.referrals.month_most,
		"earning_rules": [rule_record(rule) for rule in program.rules],
		"collection_rules": [_tier_record(tier) for tier in program.tiers],
	}


def _tier_record(tier: Tier) -> dict[str, object]:
	return {
		"tier_name": tier.name,
		"tier_name_ar": tier.name_ar,
		"min_spent": tier.min_spent,
		"min_points": tier.min_points,
		"min_visits": tier.min_visits,
		"collection_factor": tier.spend_per_point,
		"benefits": tier.benefits,
		"benefits_ar": tier.benefits_ar,
	}
