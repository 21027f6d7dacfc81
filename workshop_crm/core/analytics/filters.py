"""The dashboard's filters: which dates, customers, services, branches and vehicles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.periods import read_period


@dataclass(frozen=True, slots=True)
class Filters:
	"""None leaves a filter open. Both dates are included; `segment` is an English name of `segments.SEGMENTS`.

	segment and tier are those that a customer has today; service type, branch and make are those of a visit.
	"""

	from_date: date | None = None
	to_date: date | None = None
	segment: str | None = None
	service_type: str | None = None
	branch: str | None = None
	tier: str | None = None
	vehicle_make: str | None = None

	def as_dict(self) -> dict[str, str | None]:
		"""The filters as applied, for the reply."""
		return {
			"from_date": self.from_date.isoformat() if self.from_date else None,
			"to_date": self.to_date.isoformat() if self.to_date else None,
			"segment": self.segment,
			"service_type": self.service_type,
			"branch": self.branch,
			"tier": self.tier,
			"vehicle_make": self.vehicle_make,
		}


@dataclass(frozen=True, slots=True)
class FilterArguments:
	"""The filters as a request carries them: a group of arguments of every endpoint of the dashboard. Empty text is open."""

	from_date: str | None = None
	to_date: str | None = None
	segment: str | None = None
	service_type: str | None = None
	branch: str | None = None
	tier: str | None = None
	vehicle_make: str | None = None

	def read(self) -> Filters:
		"""Raises InvalidInput for a bad date, order or segment."""
		period = read_period(self.from_date, self.to_date)
		if self.segment and self.segment not in SEGMENTS:
			raise InvalidInput(N_("There is no segment {segment}."), segment=self.segment)
		return Filters(
			period.start,
			period.end,
			self.segment or None,
			self.service_type or None,
			self.branch or None,
			self.tier or None,
			self.vehicle_make or None,
		)
