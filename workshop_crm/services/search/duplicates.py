"""Likely duplicates of a customer who is about to be written down."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.search import finding
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.duplicates import described
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import may, require_staff
from workshop_crm.services.search import engines
from workshop_crm.services.search.engines import Answer
from workshop_crm.services.search.find import views
from workshop_crm.services.search.visible import visible_customers


def duplicates(values: dict[str, Any]) -> dict[str, Any]:
	"""Customers that the user may see and who may be the one of `values`: `name`, `name_ar`, `phone`, and `customer`,
	the id of one that is there already and is no duplicate of itself."""
	require_staff()
	answer = likely_customers(described(values, settings.region()))
	shown = views([hit for hit, _why in answer.found])
	return {
		"note": answer.note,
		"duplicates": [
			{**view, "same": why, "may_merge": _may_merge(hit)}
			for view, (hit, why) in zip(shown, answer.found, strict=True)
		],
	}


def likely_customers(document: CustomerDocument) -> Answer[tuple[Hit, str]]:
	"""Customers that the user may see and who may be the one of the document, each with why."""
	visible = visible_customers()
	return engines.ask(lambda index: finding.find_duplicates(index, document, visible))


def _may_merge(hit: Hit) -> bool:
	return not hit.disabled and may("Customer", "write", hit.customer)
