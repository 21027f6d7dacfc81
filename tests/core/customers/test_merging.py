"""Two records of one person become one: nothing is lost, nothing is made up, and joining twice changes nothing."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.customers.customer import ChannelValues
from workshop_crm.core.customers.merging import Line, fill_gaps, joined_channels, joined_notes
from workshop_crm.core.vehicles.ownership import Ownership, check_rows, joined_ownership

DAYS = st.none() | st.dates(date(2020, 1, 1), date(2024, 12, 31))
CHANNEL_ROWS = st.builds(
	ChannelValues, st.sampled_from(["WhatsApp", "SMS", "Email", "Phone"]), DAYS, st.sampled_from(["", "Form"])
)


@st.composite
def ownership_rows(draw) -> list[Ownership]:
	rows = []
	for place in range(draw(st.integers(0, 8))):
		start, end = draw(DAYS), draw(DAYS)
		if start and end and end < start:
			start, end = end, start
		is_current = end is None and draw(st.booleans())
		rows.append(
			Ownership(
				draw(st.sampled_from(["CAR-1", "CAR-2", "CAR-3"])),
				draw(st.sampled_from(["Kept", "Other"])),
				start,
				end,
				is_current,
				f"row-{place}",
			)
		)
	return rows


class TestOwnership:
	@given(ownership_rows())
	def test_every_period_of_every_car_is_there_and_each_car_is_current_once(self, rows):
		joined = joined_ownership(rows, "Kept")
		check_rows(joined, [])
		assert {row.customer for row in joined} <= {"Kept"}
		assert {row.vehicle for row in joined if row.holds} == {row.vehicle for row in rows if row.holds}
		ended = {(row.vehicle, row.from_date, row.to_date) for row in rows if not row.holds}
		assert {(row.vehicle, row.from_date, row.to_date) for row in joined if not row.holds} == ended

	@given(ownership_rows())
	def test_a_current_owner_has_had_the_car_since_the_earliest_known_day(self, rows):
		for row in joined_ownership(rows, "Kept"):
			if row.holds:
				known = [one.from_date for one in rows if one.holds and one.vehicle == row.vehicle]
				assert row.from_date == min((day for day in known if day), default=None)

	@given(ownership_rows())
	def test_joining_twice_changes_nothing(self, rows):
		once = joined_ownership(rows, "Kept")
		assert joined_ownership(once, "Kept") == once


class TestChannels:
	@given(st.lists(CHANNEL_ROWS))
	def test_each_channel_of_either_is_there_once_with_the_earliest_consent_that_was_given(self, rows):
		joined = joined_channels(rows)
		assert [row.channel for row in joined] == list(dict.fromkeys(row.channel for row in rows))
		for row in joined:
			assert row in rows
			dates = [one.consent_date for one in rows if one.channel == row.channel and one.consent_date]
			assert row.consent_date == min(dates, default=None)

	def test_the_source_is_the_one_of_the_consent_that_counts(self):
		later = ChannelValues("SMS", date(2024, 5, 1), "Phone call")
		earlier = ChannelValues("SMS", date(2023, 5, 1), "Paper form")
		undated = ChannelValues("SMS", None, "Somebody said so")
		assert joined_channels([undated, later, earlier]) == (earlier,)


class TestValues:
	def test_the_one_that_stays_is_believed_and_what_differs_is_told(self):
		kept = {"parts": "genuine", "oil": "", "wash": None}
		other = {"parts": "aftermarket", "oil": "5W-30", "advisor": "Omar"}
		joined, left_over = fill_gaps(kept, other)
		assert joined == {"parts": "genuine", "oil": "5W-30", "advisor": "Omar"}
		assert left_over == {"parts": "aftermarket"}

	@given(
		st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y"])),
		st.dictionaries(st.sampled_from("abc"), st.sampled_from(["", "x", "y"])),
	)
	def test_every_value_of_either_is_in_the_result_or_told(self, kept, other):
		joined, left_over = fill_gaps(kept, other)
		for key, value in kept.items():
			assert not value or joined[key] == value
		for key, value in other.items():
			assert not value or value in (joined[key], left_over.get(key))


class TestNotes:
	def test_the_others_notes_stand_under_its_name(self):
		joined = joined_notes("<p>Likes tea</p>", "Reem A", [Line("Engine oil", "5W-30")], "Parks outside")
		assert joined == (
			"<p>Likes tea</p><h3>Reem A</h3><ul><li>Engine oil: 5W-30</li></ul><p>Parks outside</p>"
		)

	def test_nothing_said_adds_no_heading(self):
		assert joined_notes("<p>Likes tea</p>", "Reem A", [], "") == "<p>Likes tea</p>"

	def test_the_same_is_not_appended_twice(self):
		once = joined_notes("", "Reem A", [Line("Gender", "Female")], "<p>x</p>")
		assert joined_notes(once, "Reem A", [Line("Gender", "Female")], "<p>x</p>") == once

	def test_names_and_values_are_text_and_no_markup(self):
		joined = joined_notes("", "<img src=x>", [Line("Website", "<script>alert(1)</script>")], "")
		assert "<script" not in joined
		assert "<img" not in joined
