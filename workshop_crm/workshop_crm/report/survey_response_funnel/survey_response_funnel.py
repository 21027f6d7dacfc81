"""How far invitations get, by step and channel, as the page of results has it."""

from typing import Any

from workshop_crm.core.common.argument_groups import group_of
from workshop_crm.core.surveys.scores.filters import FilterArguments
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import results

COUNTS = ("written", "sent", "delivered", "read", "failed", "opened", "answered", "opted_out")


def execute(
	filters: dict[str, Any] | None = None,
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], str]:
	"""Of the invitations of customers whom the user may see; with a sentence about the way to the aim."""
	chosen = filters or {}
	with as_frappe_errors():
		found = results.funnel(group_of(FilterArguments, chosen).read())
	return _columns(), [_row(row) for row in found["steps"]], _sentence(found)


def _columns() -> list[dict[str, Any]]:
	labels = (
		_("Written"),
		_("Sent"),
		_("Delivered"),
		_("Read"),
		_("Failed"),
		_("Opened"),
		_("Answered"),
		_("Opted out"),
	)
	counts = [
		{"fieldname": name, "label": label, "fieldtype": "Int", "width": 100}
		for name, label in zip(COUNTS, labels, strict=True)
	]
	words = (("step", _("Step")), ("channel", _("Channel")))
	return [
		*({"fieldname": name, "label": label, "fieldtype": "Data", "width": 130} for name, label in words),
		*counts,
	]


def _row(row: dict[str, Any]) -> dict[str, Any]:
	step = row["step"] if row["step"].isdigit() else _(row["step"])
	return {**row, "step": step, "channel": _(row["channel"]) if row["channel"] else ""}


def _sentence(found: dict[str, Any]) -> str:
	percent = f"{found['target']:.0%}"
	if found["missing"]:
		return _("{0} of {1} answered. {2} more answers would make it {3}.").format(
			found["answered"], found["asked"], found["missing"], percent
		)
	return _("{0} of {1} answered: the aim of {2} is reached.").format(
		found["answered"], found["asked"], percent
	)
