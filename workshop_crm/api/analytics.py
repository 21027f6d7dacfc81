"""The dashboard, and the call list."""

from typing import Any

from workshop_crm.api.download import send_file, send_table
from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.analytics.actions.call_list import ListArguments
from workshop_crm.core.analytics.actions.measures import MeasureArguments
from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.services.analytics import dashboard as service
from workshop_crm.services.analytics import views as saved
from workshop_crm.services.analytics.actions import call_list as calls
from workshop_crm.services.analytics.actions import finding, measures
from workshop_crm.services.printing import dashboard as printed
from workshop_crm.services.printing import subscriptions


@endpoint()
def dashboard(filters: FilterArguments, tile: str = "") -> dict[str, Any]:
	"""Every figure and chart under the filters, or the named one alone."""
	return service.figures(filters.read(), tile)


@endpoint()
def customers(
	filters: FilterArguments, order_by: str = "clv", limit: int = 100, offset: int = 0, cell: str = ""
) -> dict[str, Any]:
	"""The customers behind the figures, or behind one cell of a table."""
	return service.customers(filters.read(), order_by, limit, offset, cell)


@endpoint()
def export(filters: FilterArguments, table: str, kind: str = "csv", cell: str = "") -> None:
	"""A table of the dashboard, or the customers of a cell, as a CSV or Excel file."""
	send_table(table, service.file_of(filters.read(), table, kind, cell), kind)


@endpoint()
def paper(filters: FilterArguments) -> None:
	"""The dashboard as a PDF file."""
	send_file("dashboard.pdf", printed.as_pdf(printed.page(filters.read())), "application/pdf", is_shown=True)


@endpoint()
def subscription() -> dict[str, Any]:
	"""On which day the user gets the dashboard by e-mail; None on no day."""
	return {"subscription": subscriptions.own()}


@endpoint(WRITE)
def subscribe(filters: FilterArguments, weekday: str, period: str = "") -> dict[str, Any]:
	"""Send the user the dashboard by e-mail each week, under these filters or those of a usual period."""
	subscriptions.subscribe(filters, weekday, period)
	return {"subscription": subscriptions.own()}


@endpoint(WRITE)
def unsubscribe() -> dict[str, Any]:
	"""Send the user no more such e-mails."""
	subscriptions.unsubscribe()
	return {"subscription": subscriptions.own()}


@endpoint()
def views() -> dict[str, Any]:
	"""The views that the user has saved, and those that other managers share."""
	return saved.listed()


@endpoint(WRITE)
def save_view(
	filters: FilterArguments, title: str, period: str = "", is_shared: bool = False
) -> dict[str, Any]:
	"""Save the filters as a view; the dates of a usual period move on."""
	return saved.save(filters.read(), title, period, is_shared)


@endpoint(WRITE)
def change_view(view: str, title: str, is_shared: bool = False) -> dict[str, Any]:
	"""Rename a view, and share it or not."""
	return saved.change(view, title, is_shared)


@endpoint(WRITE)
def delete_view(view: str) -> dict[str, Any]:
	"""Delete a view."""
	return saved.delete(view)


@endpoint(WRITE)
def refresh() -> dict[str, bool]:
	"""Value all customers again."""
	service.refresh()
	return {"queued": True}


@endpoint()
def call_list(filters: ListArguments, limit: int = 100, offset: int = 0) -> dict[str, Any]:
	"""Whom to call, and why."""
	return calls.listed(filters.read(), limit, offset)


@endpoint()
def export_call_list(filters: ListArguments) -> None:
	"""The call list as a CSV file."""
	send_file("call-list.csv", calls.file_of(filters.read()), "text/csv")


@endpoint(WRITE)
def finish_action(action: str, result: str = "", note: str = "") -> dict[str, str]:
	"""Somebody has called."""
	return calls.finish(action, result, note)


@endpoint(WRITE)
def snooze_action(action: str, until: str = "") -> dict[str, str]:
	"""Come back to it on a later day."""
	return calls.snooze(action, until)


@endpoint(WRITE)
def assign_action(action: str, user: str = "") -> dict[str, str]:
	"""Give it to one of the staff, or to nobody."""
	return calls.assign(action, user)


@endpoint(WRITE)
def dismiss_action(action: str) -> dict[str, str]:
	"""Nobody calls."""
	return calls.dismiss(action)


@endpoint(WRITE)
def reopen_action(action: str) -> dict[str, str]:
	"""Put it back on the list."""
	return calls.reopen(action)


@endpoint(WRITE)
def find_actions() -> dict[str, bool]:
	"""Look now for customers to call."""
	return finding.start()


@endpoint()
def action_measures() -> dict[str, Any]:
	"""What came of each rule."""
	return measures.panel()


@endpoint()
def export_action_measures() -> None:
	"""What came of each rule as a CSV file."""
	send_file("call-list-results.csv", measures.panel_file(), "text/csv")


@endpoint()
def action_customers(asked: MeasureArguments, limit: int = 100, offset: int = 0) -> dict[str, Any]:
	"""The names behind a number of a rule."""
	return measures.customers(asked, limit, offset)


@endpoint()
def export_action_customers(asked: MeasureArguments) -> None:
	"""The names behind a number as a CSV file."""
	send_file("call-list-customers.csv", measures.customers_file(asked), "text/csv")
