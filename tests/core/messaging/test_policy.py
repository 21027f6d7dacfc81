"""The hours of every country, and what else its rule says."""

from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.countries import COUNTRY_RULES, CountryRule, Hours, owners_hours
from workshop_crm.core.messaging.policy import CONTACT_TIMES, Policy, next_allowed

NUMBERS = {
	"SA": "+966551234567",
	"AE": "+971501234567",
	"KW": "+96550012345",
	"BH": "+97336001234",
	"QA": "+97433123456",
	"OM": "+96892123456",
	"JO": "+962790123456",
	"EG": "+201001234567",
	"US": "+14155551234",
}
ZONES = {
	"SA": "Asia/Riyadh",
	"AE": "Asia/Dubai",
	"KW": "Asia/Kuwait",
	"BH": "Asia/Bahrain",
	"QA": "Asia/Qatar",
	"OM": "Asia/Muscat",
	"JO": "Asia/Amman",
	"EG": "Africa/Cairo",
	"US": "America/Los_Angeles",
}
# From when until when marketing may go, whole hours, local time.
MARKETING = {
	"SA": (7, 22),
	"AE": (7, 21),
	"KW": (9, 21),
	"BH": (9, 20),
	"QA": (7, 21),
	"OM": (8, 21),
	"JO": (8, 21),
	"EG": (9, 21),
	"US": (9, 21),
}
MONDAY, FRIDAY = (2026, 3, 2), (2026, 3, 6)
POLICY = Policy("SA")
MINUTE = timedelta(minutes=1)


def asked(moment, region, channel="WhatsApp", category="Marketing", policy=POLICY, own_hours=None):
	return next_allowed(moment, NUMBERS[region], channel, category, policy, own_hours)


@pytest.mark.parametrize("region", MARKETING)
def test_marketing_goes_in_the_countrys_hours_and_waits_for_them_at_both_edges(region):
	zone, (begin, until) = ZoneInfo(ZONES[region]), MARKETING[region]
	opens = datetime(*MONDAY, begin, tzinfo=zone)
	closes = datetime(*MONDAY, until, tzinfo=zone)
	tomorrow = opens + timedelta(days=1)
	assert asked(opens - MINUTE, region) == opens
	assert asked(opens, region) == opens
	assert asked(closes - MINUTE, region) == closes - MINUTE
	assert asked(closes, region) == asked(closes + MINUTE, region) == tomorrow


@pytest.mark.parametrize("region", MARKETING)
def test_what_the_customer_has_asked_for_only_waits_for_the_end_of_the_night(region):
	zone = ZoneInfo(ZONES[region])
	assert asked(datetime(*MONDAY, 7, tzinfo=zone), region, category="Utility").hour == 7
	late = datetime(*MONDAY, 21, 59, tzinfo=zone)
	assert asked(late, region, category="Utility") == late
	assert asked(late + MINUTE, region, category="Utility") == datetime(2026, 3, 3, 7, tzinfo=zone)


def test_the_hours_are_those_of_the_customers_country_wherever_the_server_stands():
	evening_in_london = datetime(*MONDAY, 18, 30, tzinfo=timezone.utc)
	assert asked(evening_in_london, "SA") == evening_in_london  # 21:30 there
	assert asked(evening_in_london, "OM") == datetime(2026, 3, 3, 4, tzinfo=timezone.utc)  # 22:30 there
	assert asked(evening_in_london, "OM").tzinfo == timezone.utc


@pytest.mark.parametrize(("region", "days"), [("QA", 1), ("JO", 2), ("SA", 0), ("AE", 0)])
def test_where_operators_take_no_marketing_on_the_weekend_an_sms_waits_and_whatsapp_does_not(region, days):
	noon = datetime(*FRIDAY, 12, tzinfo=ZoneInfo(ZONES[region]))
	opens = MARKETING[region][0]
	waited = noon if not days else noon.replace(hour=opens) + timedelta(days=days)
	assert asked(noon, region, "SMS") == waited
	assert asked(noon, region, "SMS", "Utility") == noon
	assert asked(noon, region, "WhatsApp") == noon


@pytest.mark.parametrize(
	("contact_time", "hour", "waits_until"),
	[("morning", 7, 8), ("morning", 8, 8), ("afternoon", 9, 12), ("evening", 12, 17), ("evening", 18, 18)],
)
def test_the_customers_own_time_counts_within_the_hours_of_the_country(contact_time, hour, waits_until):
	noon = datetime(*MONDAY, hour, tzinfo=ZoneInfo("Asia/Riyadh"))
	assert asked(noon, "SA", own_hours=CONTACT_TIMES[contact_time]).hour == waits_until


def test_the_night_is_no_contact_time_where_the_country_forbids_it():
	late = datetime(*MONDAY, 23, tzinfo=ZoneInfo("Asia/Riyadh"))
	assert asked(late, "SA", own_hours=Hours(time(23), time(5))) == late.replace(day=3, hour=7)


def test_an_owners_row_takes_the_place_of_the_countrys_rule():
	strict = CountryRule("SA", "Asia/Riyadh", marketing=Hours(time(10), time(12)))
	rest = CountryRule("", marketing=Hours(time(14), time(15)))
	policy = Policy("SA", {"SA": strict, "": rest})
	noon = datetime(*MONDAY, 13, tzinfo=ZoneInfo("Asia/Riyadh"))
	assert asked(noon, "SA", policy=policy) == noon.replace(day=3, hour=10)
	assert asked(noon, "AE", policy=policy) == noon
	assert asked(noon, "EG", policy=policy) == noon.replace(hour=15)  # 14:00 in Cairo


@pytest.mark.parametrize("address", ["huda@example.com", "+80012345678", "937", ""])
def test_an_address_of_no_country_has_the_rule_of_the_workshops(address):
	rule = Policy("AE").rule_for(address)
	assert (rule.region, rule.zone, rule.links_in_sms) == ("AE", "Asia/Dubai", False)


@pytest.mark.parametrize(
	("home", "zone"),
	[("EG", "Africa/Cairo"), ("LB", "Asia/Beirut"), ("GB", "Europe/London"), ("XX", "UTC"), ("", "UTC")],
)
def test_a_workshop_in_a_country_that_is_not_listed_has_a_time_zone(home, zone):
	assert Policy(home).rule_for("huda@example.com").zone == zone
	assert Policy(home).rule_for(NUMBERS["EG"]).zone == "Africa/Cairo"


@pytest.mark.parametrize(
	("begin", "until", "hours"),
	[
		("", "", Hours(time(7), time(22))),
		(" ", "", Hours(time(7), time(22))),
		("9:00", "21:30", Hours(time(9), time(21, 30))),
		("09:00:00", "24:00", Hours(time(9), time(0))),
		("٠٩:٠٠", "٢١.٠٠", Hours(time(9), time(21))),
		("10:00:00.000000", "10:00", Hours(time(10), time(10))),
	],
)
def test_an_owner_types_hours_as_people_do_and_leaves_the_apps_where_they_are(begin, until, hours):
	assert owners_hours(begin, until, COUNTRY_RULES["SA"].marketing) == hours


@pytest.mark.parametrize(
	("begin", "until"),
	[("09:00", ""), ("", "21:00"), ("25:00", "9:00"), ("9", "10"), ("9:60", "10:00"), ("x", "y")],
)
def test_hours_that_are_none_are_refused(begin, until):
	with pytest.raises(InvalidInput):
		owners_hours(begin, until, COUNTRY_RULES["SA"].marketing)


def test_an_owners_row_needs_no_time_zone():
	policy = Policy("AE", {"AE": CountryRule("AE"), "EG": CountryRule("EG")})
	assert policy.rule_for("huda@example.com").zone == policy.rule_for(NUMBERS["AE"]).zone == "Asia/Dubai"
	assert policy.rule_for(NUMBERS["EG"]).zone == "Africa/Cairo"


def test_only_the_emirates_forbid_links_and_answers_by_sms_are_promised_nowhere():
	assert [region for region, rule in COUNTRY_RULES.items() if not rule.links_in_sms] == ["AE"]
	assert not any(rule.two_way_sms for rule in COUNTRY_RULES.values())


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(timezone.utc))
own_hours = st.none() | st.builds(Hours, st.times(), st.times())


@given(moments, st.sampled_from(list(NUMBERS)), st.sampled_from(["SMS", "WhatsApp", "Email"]), own_hours)
def test_what_waits_goes_in_allowed_hours_and_never_earlier_than_it_was_asked(moment, region, channel, own):
	allowed = asked(moment, region, channel, own_hours=own)
	local = allowed.astimezone(ZoneInfo(ZONES[region]))
	begin, until = MARKETING[region]
	assert allowed >= moment
	assert begin <= local.hour < until
	assert asked(allowed, region, channel, own_hours=own) == allowed
	assert not (channel == "SMS" and region == "QA" and local.weekday() == 4)
