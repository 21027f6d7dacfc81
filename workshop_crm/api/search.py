"""Finding customers."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.common.arguments import whole_numbers
from workshop_crm.services.search import duplicates as duplicates_of
from workshop_crm.services.search import find as search_box
from workshop_crm.services.search import links, switch, updates


@endpoint()
def find(query: str = "", limit: int = 10, include_disabled: bool = True) -> dict[str, Any]:
	"""Customers by name in either script, phone, plate, chassis number or id; the latest for an empty query."""
	return search_box.find(query, limit, include_disabled)


@endpoint()
def duplicates(values: dict) -> dict[str, Any]:
	"""Customers who may be the one that is being written down, by `name`, `name_ar` and `phone`."""
	return duplicates_of.duplicates(values)


@endpoint()
def link_query(
	doctype: str,
	txt: str = "",
	searchfield: str | None = "name",
	start: int = 0,
	page_len: int = 10,
	filters: dict | list | None = None,
	as_dict: bool = False,
	reference_doctype: str | None = None,
	ignore_user_permissions: bool = False,
) -> Any:
	"""What a link field to Customer offers, in the form of Frappe's own queries."""
	query = links.LinkQuery(
		txt, searchfield or "name", filters, as_dict, reference_doctype, ignore_user_permissions
	)
	return query.page(start, page_len)


@endpoint(methods=WRITE)
def test_connection(values: dict) -> dict[str, Any]:
	"""Whether the Elasticsearch server of the settings' form, saved or not, can be used."""
	return switch.test_connection(values)


@endpoint(methods=WRITE)
def retry_dead(names: list | None = None) -> dict[str, int]:
	"""Let customers that an index refused, those of `names` or all, be tried again."""
	chosen = None if names is None else whole_numbers("names", names)
	return {"retried": updates.retry_dead(chosen)}
