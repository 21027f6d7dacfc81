"""The dashboard's filters: which dates, which segment, which service type."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.periods import read_period


@dataclass(frozen=True, slots=True)
class Filters:
	"""None leaves a filter open. Both dates are included; `segment` is an English name of `segments.SEGMENTS`."""

	from_date: date | None = None
	to_date: date | None = None
	segment: str | None = None
	service_type: str | None = None

	def as_dict(self) -> dict[str, str | None]:
		"""The filters as applied, for the reply."""
		return {
			"from_date": self.from_date.isoformat() if self.from_date else None,
			"to_date": self.to_date.isoformat() if self.to_date else None,
			"segment": self.segment,
			"service_type": self.service_type,
		}


def read_filters(
	from_date: str | None = None,
	to_date: str | None = None,
	segment: str | None = None,
	service_type: str | None = None,
) -> Filters:
	"""Filters from a request's texts; empty text is open. Raises InvalidInput for a bad date, order or segment."""
	period = read_period(from_date, to_date)
	filters = Filters(period.start, period.end, segment or None, service_type or None)
	if filters.segment and filters.segment not in SEGMENTS:
		raise InvalidInput(N_("There is no segment {segment}."), segment=filters.segment)
	return filters
