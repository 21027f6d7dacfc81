"""A hit as the search box shows it: plain JSON values."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from workshop_crm.core.names.phones import display_phone, phone_as_typed, phone_problem
from workshop_crm.core.search.documents import Hit
from workshop_crm.core.search.reasons import LABELS


def hit_view(hit: Hit, region: str, translate: Callable[[str], str]) -> dict[str, Any]:
	"""`region` is the one whose phones are shown without a country code; `translate` is for the reason's label."""
	return {
		"customer": hit.customer,
		"name": hit.name,
		"name_ar": hit.name_ar,
		"phones": [_phone_view(phone, region) for phone in hit.phones],
		"plates": [{"latin": plate.latin, "arabic": plate.arabic} for plate in hit.plates],
		"emails": list(hit.emails),
		"reason": hit.reason,
		"reason_label": translate(LABELS[hit.reason]),
		"matched": hit.matched,
		"score": hit.score,
		"disabled": hit.disabled,
		"last_visit": hit.last_visit,
		"spans": [asdict(span) for span in hit.spans],
	}


def _phone_view(phone: str, region: str) -> dict[str, Any]:
	return {
		"e164": phone,
		"display": display_phone(phone, region),
		"dialled": not phone_problem(phone_as_typed(phone, region)),
	}
