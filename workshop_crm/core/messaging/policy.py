"""Which country's rule holds for an address, and when a message may go there next.

Moments carry their time zone; one that comes back is in the zone of the one that was given.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging.countries import COUNTRY_RULES, OTHER_COUNTRY, Category, CountryRule, Hours
from workshop_crm.core.names.phones import region_of, zone_of, zone_of_region

CONTACT_TIMES: Mapping[str, Hours] = {
	"morning": Hours(time(8), time(12)),
	"afternoon": Hours(time(12), time(17)),
	"evening": Hours(time(17), time(21)),
}
"""The hours of the service preference "Best time to call" (`contact_time`)."""

_DAYS_AHEAD = 14


@dataclass(frozen=True, slots=True)
class Policy:
	"""The rules in force: the app's, and the owner's by region in place of them.

	`home` is the workshop's region (ISO 3166): its rule holds for e-mail and for numbers of no country.
	"""

	home: str = "SA"
	owners: Mapping[str, CountryRule] = field(default_factory=dict)

	def rule(self, region: str) -> CountryRule:
		"""The rule of a region; an owner's row with an empty region is for every country that has none."""
		apps = COUNTRY_RULES.get(region)
		known = self.owners.get(region) or apps or self.owners.get("") or OTHER_COUNTRY
		return replace(known, region=region, zone=known.zone or (apps.zone if apps else ""))

	def rule_for(self, address: str) -> CountryRule:
		"""The rule for a number in E.164 or an e-mail address, with a time zone."""
		region = region_of(address)
		rule = self.rule(region or self.home)
		return rule if rule.zone else replace(rule, zone=zone_of(address) or self._home_zone())

	def _home_zone(self) -> str:
		return self.rule(self.home).zone or zone_of_region(self.home) or "UTC"


def next_allowed(
	now: datetime,
	address: str,
	channel: Channel,
	category: Category,
	policy: Policy,
	own_hours: Hours | None = None,
) -> datetime:
	"""The first moment from `now` on at which the hours of the country, and the customer's own, let a message go.

	The customer's own hours count as far as the country's leave anything of them.
	"""
	rule = policy.rule_for(address)
	hours = [rule.hours(category)]
	if own_hours and _meet(hours[0], own_hours):
		hours.append(own_hours)
	closed = rule.no_sms_marketing_on if (channel, category) == ("SMS", "Marketing") else frozenset()
	local = now.astimezone(ZoneInfo(rule.zone))
	if _is_allowed(local, hours, closed):
		return now
	later = (moment for moment in _later(local, hours) if _is_allowed(moment, hours, closed))
	return next(later, local).astimezone(now.tzinfo)


def _is_allowed(moment: datetime, hours: Sequence[Hours], closed: frozenset[int]) -> bool:
	return moment.weekday() not in closed and all(one.has(moment.time()) for one in hours)


def _later(local: datetime, hours: Sequence[Hours]) -> list[datetime]:
	"""Whenever some hours begin or a day does, in order: what is not allowed becomes so at one of them."""
	days = [local.date() + timedelta(days=number) for number in range(_DAYS_AHEAD)]
	begins = {time.min, *(one.begin for one in hours)}
	moments = (datetime.combine(day, begin, local.tzinfo) for day in days for begin in begins)
	# By way of UTC: where clocks are put forward, a time that the day does not have becomes the one that follows.
	real = (moment.astimezone(timezone.utc).astimezone(local.tzinfo) for moment in moments)
	later = (moment for moment in real if moment.timestamp() > local.timestamp())
	return sorted(later, key=datetime.timestamp)


def _meet(first: Hours, second: Hours) -> bool:
	return first.has(second.begin) or second.has(first.begin)
