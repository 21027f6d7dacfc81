"""Who did the work of a visit, and where: read from its document when somebody is asked, and again with the answer."""

from collections.abc import Mapping
from typing import Any

BRANCHES = (("branch", "Branch"), ("cost_center", "Cost Center"), ("company", "Company"))
"""Where a document says it was made, the closest first: the accounting dimension "Branch" where there is one, the cost
centre, the company."""

NOTHING = {"technician": None, "adviser": None, "branch_doctype": None, "branch": None}
FACTS = tuple(NOTHING)


def visit_facts(document: Mapping[str, Any]) -> dict[str, str | None]:
	"""The fields of a Survey Invitation and a Survey Response that say whose work it is about; people are Sales Persons, as ERPNext has them.

	The technician is the one of the form's field, or the first service person of a Maintenance Visit. The adviser is the
	member of the sales team with the largest share.
	"""
	found = ((doctype, document.get(field)) for field, doctype in BRANCHES)
	branch_doctype, branch = next((pair for pair in found if pair[1]), (None, None))
	return {
		"technician": document.get("technician") or _service_person(document.get("purposes") or ()),
		"adviser": _largest_share(document.get("sales_team") or ()),
		"branch_doctype": branch_doctype,
		"branch": branch,
	}


def known_facts(record: Mapping[str, Any]) -> dict[str, str | None]:
	"""Those that an invitation keeps, for when the document is gone."""
	return {field: record[field] for field in FACTS}


def _service_person(purposes: Any) -> str | None:
	return next((row["service_person"] for row in purposes if row.get("service_person")), None)


def _largest_share(sales_team: Any) -> str | None:
	shares = {
		row["sales_person"]: float(row.get("allocated_percentage") or 0) for row in reversed(sales_team)
	}
	return max(reversed(list(shares)), key=shares.__getitem__, default=None)
