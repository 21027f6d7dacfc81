"""Likely duplicates of a customer who is about to be written down."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.search.documents import CustomerDocument, Hit
from workshop_crm.core.search.duplicates import likely_duplicates
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import may, require_staff
from workshop_crm.services.search import engines
from workshop_crm.services.search.find import views
from workshop_crm.services.search.visible import visible_customers

MAX_HITS = 20
MAX_SHOWN = 5


def duplicates(values: dict[str, Any]) -> dict[str, Any]:
	"""Customers that the user may see and who may be the one of `values`: `name`, `name_ar`, `phone`, and `customer`,
	the id of one that is there already and is no duplicate of itself."""
	require_staff()
	document = _document(values)
	allowed = visible_customers()
	texts = dict.fromkeys(text for text in (*document.phones, document.name, document.name_ar) if text)
	answer = engines.ask(
		lambda index: [hit for text in texts for hit in index.search(text, MAX_HITS, allowed)]
	)
	hits = {hit.customer: hit for hit in answer.hits if hit.customer != document.customer}
	found = likely_duplicates(document, list(hits.values()))[:MAX_SHOWN]
	shown = {view["customer"]: view for view in views([hits[one.customer] for one in found])}
	return {
		"note": answer.note,
		"duplicates": [
			{**shown[one.customer], "same": one.reason, "may_merge": _may_merge(hits[one.customer])}
			for one in found
		],
	}


def _document(values: dict[str, Any]) -> CustomerDocument:
	phone = str(values.get("phone") or "").strip()
	try:
		phone = parse_phone(phone, settings.region()) if phone else ""
	except InvalidInput:
		phone = ""
	return CustomerDocument(
		customer=str(values.get("customer") or ""),
		name=str(values.get("name") or "").strip(),
		name_ar=str(values.get("name_ar") or "").strip(),
		phones=(phone,) if phone else (),
	)


def _may_merge(hit: Hit) -> bool:
	return not hit.disabled and may("Customer", "write", hit.customer)
