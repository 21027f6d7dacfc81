"""Points: one customer's account and rewards, and the program over all members."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.errors import Conflict
from workshop_crm.core.common.fields import one_line
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES, FileKind, file_kind
from workshop_crm.core.loyalty.adjust import DECIDED
from workshop_crm.core.loyalty.figures import export, lists
from workshop_crm.core.loyalty.figures.filters import CellArguments, FigureArguments, read_table
from workshop_crm.core.loyalty.program_templates import templates_view
from workshop_crm.core.loyalty.rewards.model import State
from workshop_crm.core.loyalty.rewards.redemptions import NO_KEY
from workshop_crm.core.loyalty.rewards.view import redemption_view, shelf_view
from workshop_crm.core.loyalty.view import LATEST_ENTRIES
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, Download, reads, writes
from workshop_crm.preview.loyalty import adjusting, points_links, points_messages, programs, trial
from workshop_crm.preview.loyalty import figures as owner
from workshop_crm.preview.loyalty import rewards as store
from workshop_crm.preview.loyalty.accounts import program_view
from workshop_crm.preview.profile.customer_profile import read_account
from workshop_crm.preview.translate import direction


@reads
def account(call: Call, customer: str, limit: int = LATEST_ENTRIES, offset: int = 0) -> dict[str, Any] | None:
	records.get(call.connection, "Customer", customer)
	return read_account(
		call.connection, call.settings, customer, call.today, call.translate, call.language, limit, offset
	)


@reads
def program(call: Call) -> dict[str, Any] | None:
	return program_view(call.connection, call.settings)


@reads
def templates(call: Call) -> list[dict[str, Any]]:
	return templates_view(programs.service_types(call.connection), call.translate)


@reads
def back_test(call: Call, draft: str) -> dict[str, Any]:
	return trial.run(call.connection, call.settings, draft, call.today)


@reads
def figures(call: Call, filters: FigureArguments) -> dict[str, Any] | None:
	asked = owner.asked_of(call, filters)
	return owner.figures(call, asked) if asked else None


@reads
def figure_list(
	call: Call, filters: FigureArguments, cell: CellArguments, limit: int = 50, offset: int = 0
) -> dict[str, Any]:
	asked = owner.required(call, filters)
	return owner.listed(call, asked, cell.read(), at_most(limit), rows_before(offset))


@reads
def export_figures(call: Call, filters: FigureArguments, table: str, kind: str = "csv") -> Download:
	wanted, known = read_table(table), file_kind(kind)
	document = owner.figures(call, owner.required(call, filters))
	body = export.table_file(wanted, known, document, call.translate, direction(call.language) == "rtl")
	return _file(call, wanted, known, body)


@reads
def export_figure_list(
	call: Call, filters: FigureArguments, cell: CellArguments, kind: str = "csv"
) -> Download:
	known = file_kind(kind)
	page = owner.listed(call, owner.required(call, filters), cell.read(), lists.MAX_LISTED, 0)
	body = export.list_file(known, page, call.translate, direction(call.language) == "rtl")
	return _file(call, f"{cell.table}-list", known, body)


def _file(call: Call, name: str, kind: FileKind, body: bytes) -> Download:
	return Download(f"loyalty-{name}-{call.today.isoformat()}.{kind}", CONTENT_TYPES[kind], body)


@writes
def adjust(
	call: Call, customer: str, points: int, kind: str, reason: str, idempotency_key: str
) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	asked = (points, kind, reason)
	return adjusting.adjust(call.connection, call.settings, customer, asked, idempotency_key, call.now)


@writes
def decide_adjustment(call: Call, adjustment: str, approve: bool) -> dict[str, Any]:
	"""Nothing waits here: each is posted at once."""
	records.get(call.connection, adjusting.ADJUSTMENT, adjustment)
	raise Conflict(DECIDED)


@reads
def rewards(call: Call, customer: str) -> dict[str, Any]:
	"""What the customer can have, and the codes that wait."""
	records.get(call.connection, "Customer", customer)
	shelf = store.shelf(call.connection, call.settings, customer)
	return shelf_view(shelf, call.today, call.settings.rounding, call.translate)


@reads
def points_link(call: Call, customer: str) -> str | None:
	"""The address of the customer's own points page; None for one without an account."""
	records.get(call.connection, "Customer", customer)
	return points_links.of_customer(call, customer)


@writes
def send_statement(call: Call, customer: str) -> dict[str, str]:
	records.get(call.connection, "Customer", customer)
	return points_messages.send_statement(call, customer)


@writes
def renew_points_link(call: Call, customer: str) -> str | None:
	"""A new address of the page; the old one leads nowhere then."""
	records.get(call.connection, "Customer", customer)
	return points_links.renew(call, customer, call.now)


@writes
def reserve_reward(call: Call, customer: str, reward: str, idempotency_key: str) -> dict[str, Any]:
	"""Take a reward for later. The same key twice is one."""
	records.get(call.connection, "Customer", customer)
	key = read_key(idempotency_key, NO_KEY)
	return redemption_view(store.reserve(call.connection, call.settings, customer, reward, key, call.now))


@writes
def use_reward(call: Call, redemption: str) -> dict[str, Any]:
	return _move(call, redemption, "Used")


@writes
def cancel_reward(call: Call, redemption: str, note: str | None = None) -> dict[str, Any]:
	return _move(call, redemption, "Cancelled", note)


def _move(call: Call, redemption: str, state: State, note: str | None = None) -> dict[str, Any]:
	moved = store.move(call.connection, call.settings, redemption, state, one_line(note), call.now)
	return redemption_view(moved)
