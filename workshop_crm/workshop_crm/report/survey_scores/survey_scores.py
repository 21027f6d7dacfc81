"""The scores of a grouping with their intervals, as the page of results has them."""

from typing import Any

from workshop_crm.core.common.argument_groups import group_of
from workshop_crm.core.surveys.scores.filters import FilterArguments
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import results

BY = "by"
PERCENT = 100


def execute(filters: dict[str, Any] | None = None) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
	"""Of the answers that the user may see."""
	chosen = dict(filters or {})
	by = chosen.pop(BY, None) or "service_type"
	with as_frappe_errors():
		found = results.scores(group_of(FilterArguments, chosen).read())
	return _columns(), [_row(row) for row in found["groups"].get(by, ())]


def _columns() -> list[dict[str, Any]]:
	names = (
		("member", _("Name"), "Data", 180),
		("rank", _("Rank"), "Int", 70),
		("answers", _("Answers"), "Int", 90),
		("csat", _("Satisfied customers"), "Percent", 130),
		("csat_low", _("From"), "Percent", 80),
		("csat_high", _("To"), "Percent", 80),
		("fair", _("Fair share"), "Percent", 110),
		("nps", _("NPS"), "Float", 80),
		("nps_low", _("NPS from"), "Float", 90),
		("nps_high", _("NPS to"), "Float", 90),
		("index", _("Index"), "Float", 80),
		("index_low", _("Index from"), "Float", 100),
		("index_high", _("Index to"), "Float", 100),
	)
	return [
		{"fieldname": name, "label": label, "fieldtype": kind, "width": width, "precision": 1}
		for name, label, kind, width in names
	]


def _row(row: dict[str, Any]) -> dict[str, Any]:
	return {
		"member": row["member"] or _("Not known"),
		"rank": row["rank"],
		"answers": row["answers"],
		**_ends("csat", row["csat"], PERCENT),
		"fair": row["fair"] and row["fair"]["value"] * PERCENT,
		**_ends("nps", row["nps"], 1),
		**_ends("index", row["index"], 1),
	}


def _ends(name: str, measure: dict[str, Any], factor: int) -> dict[str, Any]:
	ends = {name: "value", f"{name}_low": "low", f"{name}_high": "high"}
	return {column: None if measure[end] is None else measure[end] * factor for column, end in ends.items()}
