"""Saved views of the dashboard: saved, opened with the dates of today, renamed and deleted; and the calendar of its dates."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from hosts import CallFailed, Host


@pytest.fixture
def mine(host: Host) -> Iterator[str]:
	"""A view of the last 30 days, removed again."""
	shown = save(host, "Contract view", "30")
	yield shown["view"]
	if of(host.call("analytics.views"), shown["view"]):
		host.call("analytics.delete_view", view=shown["view"])


def save(host: Host, title: str, period: str = "", **filters: str) -> dict:
	reply = host.call("analytics.save_view", title=title, period=period, **filters)
	return next(row for row in reply["views"] if row["title"] == title and row["is_own"])


def of(reply: dict, view: str) -> dict | None:
	return next((row for row in reply["views"] if row["view"] == view), None)


def test_a_view_has_the_dates_of_today_and_filters_the_dashboard(host, mine):
	today = date.fromisoformat(host.call("session.context")["today"])
	shown = of(host.call("analytics.views"), mine)
	assert shown
	filters = {name: value for name, value in shown["filters"].items() if value}
	assert filters == {
		"from_date": (today - timedelta(days=29)).isoformat(),
		"to_date": today.isoformat(),
	}
	assert (shown["is_own"], shown["is_shared"], shown["period"]) == (True, False, "30")
	assert host.call("analytics.dashboard", **filters)["filters"]["from_date"] == filters["from_date"]


def test_saving_under_the_same_name_keeps_one_view(host, mine):
	again = save(host, "Contract view", segment="Active")
	assert (again["view"], again["filters"]["segment"], again["period"]) == (mine, "Active", "")
	assert again["filters"]["from_date"] is None
	titles = [row["title"] for row in host.call("analytics.views")["views"]]
	assert titles.count("Contract view") == 1


def test_a_view_is_renamed_and_deleted(host, mine):
	other = save(host, "Contract view 2")
	with pytest.raises(CallFailed) as refused:
		host.call("analytics.change_view", view=mine, title="contract VIEW 2")
	assert refused.value.status in (409, 417)
	reply = host.call("analytics.change_view", view=mine, title="Renamed")
	shown = of(reply, mine)
	assert shown
	assert shown["title"] == "Renamed"
	assert not of(host.call("analytics.delete_view", view=other["view"]), other["view"])
	assert not of(host.call("analytics.delete_view", view=mine), mine)
	with pytest.raises(CallFailed) as missing:
		host.call("analytics.delete_view", view=mine)
	assert missing.value.status == 404


def test_the_calendar_is_kept_until_another_one_is_chosen(host):
	assert host.call("session.context")["calendar"] == "gregorian"
	try:
		assert host.call("session.choose_calendar", calendar="hijri") == {"calendar": "hijri"}
		assert host.call("session.context")["calendar"] == "hijri"
		with pytest.raises(CallFailed):
			host.call("session.choose_calendar", calendar="julian")
		assert host.call("session.context")["calendar"] == "hijri"
	finally:
		host.call("session.choose_calendar", calendar="gregorian")
	assert host.call("session.context")["calendar"] == "gregorian"


def test_what_cannot_be_saved_is_refused(host):
	before = host.call("analytics.views")
	for wrong in (
		{"title": ""},
		{"title": "x" * 61},
		{"title": "x", "period": "fortnight"},
		{"title": "x", "from_date": "yesterday"},
		{"title": "x", "segment": "Rich"},
	):
		with pytest.raises(CallFailed):
			host.call("analytics.save_view", **wrong)
	assert host.call("analytics.views") == before
