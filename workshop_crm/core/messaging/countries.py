"""What each country asks of messages to its numbers, as far as a program can keep to it. Sources: docs/messaging.md."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import time
from typing import Literal

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput

Category = Literal["Utility", "Marketing"]
"""As WhatsApp and the operators tell messages apart: about something the customer has, or to win the customer."""

FRIDAY, SATURDAY = 4, 5


@dataclass(frozen=True, slots=True)
class Hours:
	"""From when until when messages may go on any day, local time; `until` itself is too late.

	They may pass midnight; hours that begin when they end are the whole day.
	"""

	begin: time
	until: time

	def has(self, moment: time) -> bool:
		"""Whether a message may go at this time of the day."""
		if self.begin == self.until:
			return True
		if self.begin < self.until:
			return self.begin <= moment < self.until
		return moment >= self.begin or moment < self.until


@dataclass(frozen=True, slots=True)
class CountryRule:
	"""The rule of one country; `zone` empty: that of the number.

	`no_sms_marketing_on` are weekdays, Monday is 0. `sender_prefix` and `sender_suffix` belong to the sender ID of marketing SMS.
	`two_way_sms` is whether an answer to an SMS arrives: where it does not, no text may ask for one.
	"""

	region: str
	zone: str = ""
	marketing: Hours = Hours(time(9), time(21))
	utility: Hours = Hours(time(7), time(22))
	no_sms_marketing_on: frozenset[int] = frozenset()
	links_in_sms: bool = True
	two_way_sms: bool = False
	sender_prefix: str = ""
	sender_suffix: str = ""

	def hours(self, category: Category) -> Hours:
		"""When a message of the category may go."""
		return self.marketing if category == "Marketing" else self.utility


OTHER_COUNTRY = CountryRule("")
"""For every country that is not listed: what is polite."""

_LISTED = (
	CountryRule("SA", "Asia/Riyadh", Hours(time(7), time(22)), sender_suffix="-AD"),
	CountryRule("AE", "Asia/Dubai", Hours(time(7), time(21)), links_in_sms=False, sender_prefix="AD-"),
	CountryRule("KW", "Asia/Kuwait", Hours(time(9), time(21))),
	CountryRule("BH", "Asia/Bahrain", Hours(time(9), time(20))),
	CountryRule("QA", "Asia/Qatar", Hours(time(7), time(21)), no_sms_marketing_on=frozenset((FRIDAY,))),
	CountryRule("OM", "Asia/Muscat", Hours(time(8), time(21))),
	CountryRule(
		"JO",
		"Asia/Amman",
		Hours(time(8), time(21)),
		no_sms_marketing_on=frozenset((FRIDAY, SATURDAY)),
		sender_prefix="adv",
	),
)
COUNTRY_RULES = {rule.region: rule for rule in _LISTED}

_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.][\d.]*)?")


def owners_hours(begin: str, until: str, apps: Hours) -> Hours:
	"""The hours of an owner's row, such as 09:00 and 21:00; the app's where both are empty.

	Raises InvalidInput for anything that is no time of the day, and for one without the other.
	"""
	if not begin.strip() and not until.strip():
		return apps
	if not begin.strip() or not until.strip():
		raise InvalidInput(N_("Enter both times of a country's rule, or neither for the app's own hours."))
	return Hours(_time_of_day(begin), _time_of_day(until))


def _time_of_day(typed: str) -> time:
	found = _TIME.fullmatch(to_latin_digits(typed.strip()))
	hour, minute = (int(found[1]), int(found[2])) if found else (99, 0)
	if (hour, minute) == (24, 0):
		return time.min
	if hour > 23 or minute > 59:
		raise InvalidInput(N_("{value} is not a time of day. Write it as 09:00 or 21:30."), value=typed[:20])
	return time(hour, minute)
