"""Rules as rows of a Loyalty Program, read alike on both hosts."""

from collections.abc import Iterable, Mapping
from typing import Any

from workshop_crm.core.common.money import decimal
from workshop_crm.core.loyalty.rules.model import AwardKind, Caps, Conditions, EarningRule

Record = Mapping[str, Any]

KINDS: Mapping[str, AwardKind] = {
	"Points for an amount": "Amount",
	"Fixed points": "Fixed",
	"Multiplier": "Multiplier",
}
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
WITH_VAT = "With VAT"
WITHOUT_VAT = "Without VAT"


def rules_of(rows: Iterable[Record]) -> tuple[EarningRule, ...]:
	"""The rules that are enabled, in their order."""
	return tuple(rule_of(row) for row in rows if row["enabled"])


def rule_of(row: Record) -> EarningRule:
	return EarningRule(
		key=row["name"] or "",
		name=row["rule_name"] or "",
		kind=KINDS.get(row["award_type"], "Amount"),
		points=_whole(row["points"]),
		per=decimal(row["per_amount"]),
		factor=decimal(row["factor"]),
		name_ar=row["rule_name_ar"] or "",
		when=_conditions(row),
		caps=Caps(_whole(row["cap_invoice"]), _whole(row["cap_day"]), _whole(row["cap_month"])),
		starts=row["valid_from"] or None,
		ends=row["valid_to"] or None,
		excludes=bool(row["excludes"]),
		priority=_whole(row["priority"]),
		pending_days=_whole(row["pending_days"]),
	)


def rule_record(rule: EarningRule) -> dict[str, object]:
	"""The fields of the row that `rule_of` reads, for a program that starts with it."""
	kinds = {kind: words for words, kind in KINDS.items()}
	return {
		"enabled": 1,
		"rule_name": rule.name,
		"rule_name_ar": rule.name_ar,
		"award_type": kinds[rule.kind],
		"points": rule.points,
		"per_amount": rule.per,
		"factor": float(rule.factor),
		**_condition_fields(rule.when),
		"cap_invoice": rule.caps.invoice,
		"cap_day": rule.caps.day,
		"cap_month": rule.caps.month,
		"valid_from": rule.starts,
		"valid_to": rule.ends,
		"excludes": int(rule.excludes),
		"priority": rule.priority,
		"pending_days": rule.pending_days,
	}


def _conditions(row: Record) -> Conditions:
	return Conditions(
		service_type=row["service_type"] or "",
		item=row["item"] or "",
		item_group=row["item_group"] or "",
		on_time=bool(row["on_time"]),
		branch=row["cost_center"] or "",
		weekdays=frozenset(day for day, name in enumerate(WEEKDAYS) if row[f"on_{name}"]),
		vehicle_make=row["vehicle_make"] or "",
		min_vehicle_age=_whole(row["vehicle_age_from"]) or None,
		max_vehicle_age=_whole(row["vehicle_age_to"]) or None,
		customer_group=row["customer_group"] or "",
		tier=row["tier"] or "",
		visit_number=_whole(row["visit_number"]),
		each=bool(row["each_visit"]),
		min_visits=_whole(row["min_visits"]),
		min_spend=decimal(row["min_spend"]),
		period_days=_whole(row["period_days"]),
		birthday_days=_whole(row["birthday_days"]) if row["on_birthday"] else None,
		answered_days=_whole(row["answered_days"]),
		referred=bool(row["referred"]),
	)


def _condition_fields(when: Conditions) -> dict[str, object]:
	return {
		"service_type": when.service_type or None,
		"item": when.item or None,
		"item_group": when.item_group or None,
		"on_time": int(when.on_time),
		"cost_center": when.branch or None,
		**{f"on_{name}": int(day in when.weekdays) for day, name in enumerate(WEEKDAYS)},
		"vehicle_make": when.vehicle_make,
		"vehicle_age_from": when.min_vehicle_age or 0,
		"vehicle_age_to": when.max_vehicle_age or 0,
		"customer_group": when.customer_group or None,
		"tier": when.tier,
		"visit_number": when.visit_number,
		"each_visit": int(when.each),
		"min_visits": when.min_visits,
		"min_spend": when.min_spend,
		"period_days": when.period_days,
		"on_birthday": int(when.birthday_days is not None),
		"birthday_days": when.birthday_days or 0,
		"answered_days": when.answered_days,
		"referred": int(when.referred),
	}


def _whole(number: object) -> int:
	return int(str(number or 0))
