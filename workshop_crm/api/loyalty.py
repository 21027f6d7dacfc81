"""Points, tiers and rewards."""

from typing import Any

from workshop_crm.api.download import send_table
from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.common.fields import one_line
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.loyalty.figures.filters import CellArguments, FigureArguments
from workshop_crm.core.loyalty.rewards.redemptions import NO_KEY
from workshop_crm.core.loyalty.view import LATEST_ENTRIES
from workshop_crm.services.loyalty import adjusting, points_messages, program_templates, trial, views
from workshop_crm.services.loyalty import figures as owner
from workshop_crm.services.loyalty.rewards import counter, offers
from workshop_crm.services.platform.permissions import require_customer, require_manager, require_staff


@endpoint()
def account(customer: str, limit: int = LATEST_ENTRIES, offset: int = 0) -> dict[str, Any] | None:
	"""A customer's points with a page of their history; None for a customer in no program."""
	require_customer(customer)
	return views.of_customer(customer, limit, offset)


@endpoint()
def program() -> dict[str, Any] | None:
	"""The company's program; None when it has none."""
	require_staff()
	return views.of_program()


@endpoint()
def templates() -> list[dict[str, Any]]:
	"""Programs to start from, each with its fields and a worked example."""
	require_manager()
	return program_templates.listed()


@endpoint()
def back_test(draft: str) -> dict[str, Any]:
	"""What a Loyalty Program, or a template by its key, would have given for the invoices of the last 12 months."""
	require_manager()
	return trial.run_on_screen(draft)


@endpoint()
def figures(filters: FigureArguments) -> dict[str, Any] | None:
	"""What the owner sees of a program: points, tiers, members, cost, rewards and rules. None without a program."""
	return owner.figures(filters)


@endpoint()
def figure_list(
	filters: FigureArguments, cell: CellArguments, limit: int = 50, offset: int = 0
) -> dict[str, Any]:
	"""The customers, rows, invoices or rewards behind a cell of the figures."""
	return owner.listed(filters, cell, limit, offset)


@endpoint()
def export_figures(filters: FigureArguments, table: str, kind: str = "csv") -> None:
	"""A table of the figures as a file."""
	send_table(f"loyalty-{table}", *owner.table_file(filters, table, kind))


@endpoint()
def export_figure_list(filters: FigureArguments, cell: CellArguments, kind: str = "csv") -> None:
	"""The list behind a cell as a file."""
	send_table(f"loyalty-{cell.table}-list", *owner.list_file(filters, cell, kind))


@endpoint(WRITE)
def adjust(customer: str, points: int, kind: str, reason: str, idempotency_key: str) -> dict[str, Any]:
	"""Give points, or take them with a minus. The same key twice is one adjustment."""
	return adjusting.adjust(customer, points, kind, reason, idempotency_key)


@endpoint(WRITE)
def decide_adjustment(adjustment: str, approve: bool) -> dict[str, Any]:
	"""Approve or refuse what another manager has asked for."""
	return adjusting.decide(adjustment, approve)


@endpoint()
def rewards(customer: str) -> dict[str, Any]:
	"""What a customer can have for points, and the codes that wait."""
	require_customer(customer)
	return counter.rewards(customer)


@endpoint()
def points_link(customer: str) -> str | None:
	"""The address of the customer's own points page; None for one without an account."""
	require_customer(customer)
	return views.points_link(customer)


@endpoint(WRITE)
def send_statement(customer: str) -> dict[str, str]:
	"""Send the customer a statement of their points, once a day; or say why not."""
	require_customer(customer)
	return points_messages.send_statement(customer)


@endpoint(WRITE)
def renew_points_link(customer: str) -> str | None:
	"""A new address of the customer's own points page, for when the old one went astray: that leads nowhere then."""
	require_customer(customer)
	return views.renew_points_link(customer)


@endpoint()
def invoice_offer(invoice_type: str, invoice: str) -> dict[str, Any] | None:
	"""What points can do for a saved Sales Invoice or POS Invoice, or have done."""
	return offers.of_invoice(invoice_type, invoice)


@endpoint(WRITE)
def reserve_reward(customer: str, reward: str, idempotency_key: str) -> dict[str, Any]:
	"""Take a reward for later, under a code; once for each idempotency key."""
	require_customer(customer)
	return counter.reserve(customer, reward, read_key(idempotency_key, NO_KEY))


@endpoint(WRITE)
def use_reward(redemption: str) -> dict[str, Any]:
	"""Hand a gift or a voucher over."""
	return counter.move(redemption, "Used")


@endpoint(WRITE)
def cancel_reward(redemption: str, note: str | None = None) -> dict[str, Any]:
	"""Take a reward back; its points return to the customer."""
	return counter.move(redemption, "Cancelled", one_line(note))
