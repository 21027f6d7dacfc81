"""Rewards Catalog and Reward Redemption, read alike on both hosts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.money import decimal
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, Taken, Terms

Record = Mapping[str, Any]
CATALOG = "Rewards Catalog"
GIVEN_BACK = "Cancelled"

REWARD_FIELDS = (
	"name",
	"reward_name_ar",
	"loyalty_program",
	"kind",
	"disabled",
	"points",
	"tier",
	"service_type",
	"item",
	"upgrade_from",
	"percent",
	"amount",
	"max_amount",
	"stock",
	"per_customer",
	"per_customer_days",
	"valid_from",
	"valid_to",
	"code_days",
	"description",
	"description_ar",
	"image",
)
"""The fields of a Rewards Catalog that `reward_of` reads."""

REDEMPTION_FIELDS = (
	"name",
	"reward",
	"customer",
	"points",
	"terms",
	"status",
	"code",
	"expires_on",
	"invoice_type",
	"invoice",
	"reserved_on",
)
"""The fields of a Reward Redemption that `redemption_of` reads."""


def reward_of(row: Record) -> Reward:
	return Reward(
		name=row["name"],
		program=row["loyalty_program"],
		terms=Terms(
			kind=row["kind"],
			title=row["name"],
			title_ar=row["reward_name_ar"] or "",
			service_type=row["service_type"] or None,
			item=row["item"] or None,
			upgrade_from=row["upgrade_from"] or None,
			percent=decimal(row["percent"]),
			amount=decimal(row["amount"]),
			max_amount=decimal(row["max_amount"]),
		),
		points=int(row["points"] or 0),
		tier=(row["tier"] or "").strip(),
		stock=int(row["stock"] or 0),
		per_customer=int(row["per_customer"] or 0),
		per_customer_days=int(row["per_customer_days"] or 0),
		starts=row["valid_from"] or None,
		ends=row["valid_to"] or None,
		code_days=int(row["code_days"] or 0),
		is_disabled=bool(row["disabled"]),
		description=row["description"] or "",
		description_ar=row["description_ar"] or "",
		image=row["image"] or "",
	)


def reward_record(reward: Reward) -> dict[str, object]:
	"""The fields of a Rewards Catalog."""
	terms = reward.terms
	return {
		"reward_name": reward.name,
		"reward_name_ar": terms.title_ar,
		"loyalty_program": reward.program,
		"kind": terms.kind,
		"points": reward.points,
		"tier": reward.tier,
		"service_type": terms.service_type,
		"item": terms.item,
		"upgrade_from": terms.upgrade_from,
		"percent": terms.percent,
		"amount": terms.amount,
		"max_amount": terms.max_amount,
		"stock": reward.stock,
		"per_customer": reward.per_customer,
		"per_customer_days": reward.per_customer_days,
		"valid_from": reward.starts,
		"valid_to": reward.ends,
		"code_days": reward.code_days,
		"description": reward.description,
		"description_ar": reward.description_ar,
	}


def redemption_of(row: Record) -> Redemption:
	return Redemption(
		name=row["name"],
		reward=row["reward"],
		customer=row["customer"],
		points=int(row["points"] or 0),
		terms=_read_terms(row["terms"]),
		state=row["status"],
		code=row["code"] or "",
		expires_on=row["expires_on"] or None,
		invoice_type=row["invoice_type"] or "",
		invoice=row["invoice"] or "",
		reserved_on=row["reserved_on"].date() if row["reserved_on"] else None,
	)


def terms_text(terms: Terms) -> str:
	"""The terms as a redemption keeps them, in JSON."""
	values = {
		"kind": terms.kind,
		"title": terms.title,
		"title_ar": terms.title_ar,
		"service_type": terms.service_type,
		"item": terms.item,
		"upgrade_from": terms.upgrade_from,
		"percent": str(terms.percent),
		"amount": str(terms.amount),
		"max_amount": str(terms.max_amount),
	}
	return json.dumps(values, ensure_ascii=False)


def taken_of(totals: Mapping[str, int], own: Iterable[tuple[str, datetime]]) -> dict[str, Taken]:
	"""How often each reward was taken and not given back: by everybody, and when by this customer."""
	days: dict[str, list[date]] = {}
	for reward, moment in own:
		days.setdefault(reward, []).append(moment.date())
	return {reward: Taken(total, tuple(days.get(reward, ()))) for reward, total in totals.items()}


def _read_terms(text: str) -> Terms:
	values: dict[str, Any] = json.loads(text)
	return Terms(
		**values | {name: Decimal(values[name]) for name in ("percent", "amount", "max_amount")},
	)
