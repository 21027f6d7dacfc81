"""Every tile against brute force: plain loops over the same random rows, written without the code that they test."""

from collections import Counter, defaultdict
from datetime import date
from statistics import median
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples import examples
from random_visits import (
	FILTERS,
	INVITATIONS,
	MONTH_ENDS,
	SEGMENT_OF,
	SERVICES,
	TESTS,
	TODAY,
	VALUE_OF,
	VISITS,
	facts,
	invitation_is_meant,
	is_chosen,
	last_day,
	value_at,
	visit_is_meant,
)
from workshop_crm.core.analytics.dashboard import CURVE_DAYS, TILES, build
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.segments import SEGMENTS

ROUNDED = 0.0001


class ByHand:
	"""The tiles of these rows. Fields of a row: customer 0, day 2, hour 3, millionths 4, service type 5; rating 9."""

	def __init__(self, visits: list, asked: list, filters: Filters, restricted: bool) -> None:
		self.filters, self.restricted, self.until = filters, restricted, last_day(filters)
		self.rows = [row for row in visits if visit_is_meant(row, filters, restricted)]
		self.came = [row for row in self.rows if row[4] >= 0]
		self.earlier = [
			row for row in visits if row[4] >= 0 and visit_is_meant(row, filters, restricted, earlier=True)
		]
		known = {row[0] for row in visits if is_chosen(row[0], filters, restricted)}
		self.asked = [
			row for row in asked if row[0] in known and invitation_is_meant(row, filters, restricted)
		]
		asks_for_a_visit = (
			filters.from_date,
			filters.to_date,
			filters.service_type,
			filters.branch,
			filters.vehicle_make,
		)
		self.customers = known & {row[0] for row in self.came} if any(asks_for_a_visit) else known
		self.first_day = {
			customer: min(days)
			for customer in known
			if (
				days := [
					row[2]
					for row in visits
					if row[0] == customer and row[4] >= 0 and row[2] <= TODAY.toordinal()
				]
			)
		}

	def cards(self) -> dict[str, Any]:
		stars = [row[9] for row in self.asked if row[9]]
		revenue = sum(row[4] for row in self.rows) / 10**6
		return {
			"customers": len(self.customers),
			"active_customers": sum(SEGMENTS[SEGMENT_OF[one]] in ("New", "Active") for one in self.customers),
			"visits": len(self.came),
			"revenue": pytest.approx(revenue),
			"average_invoice": pytest.approx(revenue / len(self.came) if self.came else 0, abs=0.01),
			"total_clv": sum(VALUE_OF[one] for one in self.customers),
			"response_rate": share(sum(row[8] for row in self.asked), len(self.asked)),
			"satisfied": share(sum(star >= 4 for star in stars), len(stars)),
		}

	def segments(self) -> list[tuple]:
		return [
			(
				name,
				sum(SEGMENT_OF[one] == code for one in self.customers),
				pytest.approx(sum(row[4] for row in self.rows if SEGMENT_OF[row[0]] == code) / 10**6),
				sum(VALUE_OF[one] for one in self.customers if SEGMENT_OF[one] == code),
			)
			for code, name in enumerate(SEGMENTS)
		]

	def retention(self) -> list[tuple]:
		months = defaultdict(set)
		for row in self.earlier:
			months[row[0]].add(month_of(row[2]))
		rows = []
		for start in sorted({min(own) for own in months.values()}):
			if self.filters.from_date and start < month_of(self.filters.from_date.toordinal()):
				continue
			members = [own for own in months.values() if min(own) == start]
			periods = min(month_of(self.until.toordinal()) - start + 1, 13)
			counts = [sum(start + after in own for own in members) for after in range(periods)]
			over = [start + after < month_of(self.until.toordinal() + 1) for after in range(periods)]
			rows.append((label(start), len(members), counts, over))
		return rows[-24:]

	def heatmap(self) -> dict[tuple[int, int], int]:
		return Counter(
			(date.fromordinal(row[2]).isoweekday() % 7, row[3]) for row in self.came if row[3] is not None
		)

	def service_frequency(self) -> dict[str, tuple]:
		found = {}
		for service in {row[5] for row in self.came if row[5]}:
			days = defaultdict(set)
			for row in self.came:
				if row[5] == service:
					days[row[0]].add(row[2])
			gaps = [
				later - day
				for own in days.values()
				for day, later in zip(sorted(own), sorted(own)[1:], strict=False)
			]
			revenue = sum(row[4] for row in self.rows if row[5] == service) / 10**6
			visits = sum(row[5] == service for row in self.came)
			found[service] = (visits, pytest.approx(revenue), median(gaps) if gaps else None)
		return found

	def service_months(self) -> tuple[list[str], dict[str, list[int]]]:
		last = month_of(self.until.toordinal())
		months = range(last - 11, last + 1)
		rows = {
			service: [
				sum(row[5] == service and month_of(row[2]) == month for row in self.came) for month in months
			]
			for service in SERVICES
		}
		return [label(month) for month in months], {name: row for name, row in rows.items() if any(row)}

	def value_groups(self) -> list[tuple]:
		values = sorted((VALUE_OF[one] for one in self.customers), reverse=True)
		count, whole, found = len(values), sum(values), []
		for group in range(min(10, count)):
			size = count // 10 + (group < count % 10)
			own, values = values[:size], values[size:]
			found.append((size, own[-1], own[0], sum(own), share(sum(own), whole) if whole else 0))
		return found

	def satisfaction(self) -> list[int]:
		return [sum(row[9] == star for row in self.asked) for star in range(1, 6)]

	def clv_trend(self) -> list[tuple]:
		first = f"{self.filters.from_date:%Y-%m}" if self.filters.from_date else ""
		within = [
			place for place, end in enumerate(MONTH_ENDS) if first <= f"{end:%Y-%m}" <= f"{self.until:%Y-%m}"
		]
		points = []
		for place in within[-12:]:
			known = sum(
				self.first_day.get(one, TODAY.toordinal() + 1) <= MONTH_ENDS[place].toordinal()
				for one in self.customers
			)
			if known:
				total = sum(value_at(one, place) for one in self.customers)
				points.append((f"{MONTH_ENDS[place]:%Y-%m}", total, pytest.approx(total / known, abs=0.01)))
		return points

	def return_curve(self, service: str | None) -> tuple | None:
		"""Visits, how many were followed, the median, and the share of those who came again within each of the days."""
		waits: list[tuple[int, bool]] = []
		for who, day, bought in {(row[0], row[2], row[5]) for row in self.came}:
			later = [row[2] for row in self.came if row[0] == who and row[2] > day]
			if service in (None, bought):
				waits.append((min(later, default=self.until.toordinal()) - day, bool(later)))
		if not waits:
			return None
		staying, half, shares, last = 1.0, None, [], -1
		for day in (*CURVE_DAYS, self.until.toordinal()):
			for end in sorted({length for length, over in waits if over and last < length <= day}):
				staying *= 1 - sum(wait == (end, True) for wait in waits) / sum(
					length >= end for length, _over in waits
				)
				half = end if half is None and staying <= 0.5 else half
			shares.append(pytest.approx(1 - staying, abs=ROUNDED))
			last = day
		return len(waits), sum(over for _length, over in waits), half, shares[:-1]


@examples(100)
@given(VISITS, INVITATIONS, FILTERS, st.booleans())
def test_each_tile_is_what_plain_loops_make_of_the_rows(visits, asked, filters, restricted):
	board = build(facts(visits, asked, restricted), filters)
	hand = ByHand(visits, asked, filters, restricted)
	cards = board["cards"]
	assert {**cards, "satisfied": cards["csat"]["share"]} == {**cards, **hand.cards()}
	assert [tuple(row.values()) for row in board["segments"]] == hand.segments()
	assert [
		(row["cohort"], row["size"], row["counts"], row["complete"]) for row in board["retention"]["rows"]
	] == hand.retention()
	assert heat_of(board["heatmap"]) == hand.heatmap()
	assert {
		row["service_type"]: (row["visits"], row["revenue"], row["median_days_between"])
		for row in board["service_frequency"]
	} == hand.service_frequency()
	assert months_of(board["service_months"]) == hand.service_months()
	assert [tuple(row.values())[1:] for row in board["value_groups"]] == hand.value_groups()
	assert board["satisfaction"]["counts"] == hand.satisfaction()
	trend = board["clv_trend"]
	assert [*zip(trend["labels"], trend["total"], trend["average"], strict=True)] == hand.clv_trend()
	assert curves_of(board["return_curves"]) == {
		service: curve for service in (None, *SERVICES) if (curve := hand.return_curve(service))
	}
	assert [row["split"] for row in board["forecast"]] == (
		[] if restricted else [one.split.isoformat() for one in TESTS]
	)


def test_no_tile_is_left_out():
	"""A new tile needs its loop: above, or with the cells that it opens in `test_every_filter`."""
	assert set(TILES) - {"funnel", "tier_moves"} == {
		*("cards", "clv_trend", "segments", "satisfaction", "retention", "heatmap", "service_frequency"),
		*("service_months", "value_groups", "return_curves", "forecast"),
	}


def heat_of(tile: dict[str, Any]) -> dict[tuple[int, int], int]:
	return {
		(weekday, hour): count
		for weekday, counts in enumerate(tile["counts"])
		for hour, count in zip(tile["hours"], counts, strict=True)
		if count
	}


def months_of(tile: dict[str, Any]) -> tuple[list[str], dict[str, list[int]]]:
	return tile["months"], {row["service_type"]: row["counts"] for row in tile["rows"]}


def curves_of(tile: dict[str, Any]) -> dict[str | None, tuple]:
	return {
		row["service_type"]: (row["visits"], row["came_again"], row["median_days"], row["shares"])
		for row in tile["curves"]
	}


def share(part: float, whole: float) -> Any:
	return pytest.approx(part / whole, abs=ROUNDED) if whole else None


def month_of(day: int) -> int:
	moment = date.fromordinal(day)
	return moment.year * 12 + moment.month - 1


def label(month: int) -> str:
	return f"{month // 12:04}-{month % 12 + 1:02}"
