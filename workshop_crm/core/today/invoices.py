"""An invoice in the sections of the day: what was done for whom, what is still to be paid, and whether the customer was asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from decimal import Decimal
from typing import Any, Literal

from workshop_crm.core.common.languages import name_in
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.names.phones import phone_view
from workshop_crm.core.surveys.invitation import ANSWERABLE, ANSWERED, SCHEDULED

Asked = Literal["", "planned", "outbox", "asked", "answered"]


@dataclass(frozen=True, slots=True)
class Invoice:
	"""Money in the company's currency; what is not known is None: the time, and what is outstanding.

	`names` has customer_name, customer_name_ar, mobile_no and phone_extension of the customer, plate_latin and plate_ar of
	the car, service_type_ar; what the reader may not see is missing. `invitation` is the state of the visit's invitation.
	"""

	doctype: str
	name: str
	customer: str
	posted_on: date
	posted_at: time | None
	total: Decimal
	outstanding: Decimal | None
	vehicle: str
	service_type: str
	names: Mapping[str, Any]
	invitation: str = ""


@dataclass(frozen=True, slots=True)
class Reader:
	"""For whom and when; `region` reads phones."""

	language: str
	today: date
	region: str
	rounding: Rounding
	translate: Callable[[str], str]


def invoice_view(invoice: Invoice, reader: Reader) -> dict[str, Any]:
	"""A row. `days` is how many days ago it was posted; `asked` what became of the survey, empty where nobody was asked."""
	names = invoice.names
	plates = (names.get("plate_latin"), names.get("plate_ar"))
	return {
		"invoice_type": invoice.doctype,
		"invoice": invoice.name,
		"customer": invoice.customer,
		"name": name_in(reader.language, names.get("customer_name"), names.get("customer_name_ar")),
		"phone": phone_view(
			names.get("mobile_no"), names.get("phone_extension") or "", reader.region, reader.translate
		),
		"plate": name_in(reader.language, *plates) or invoice.vehicle,
		"service_type": name_in(reader.language, invoice.service_type, names.get("service_type_ar")),
		"date": invoice.posted_on.isoformat(),
		"time": invoice.posted_at.isoformat("minutes") if invoice.posted_at else None,
		"days": (reader.today - invoice.posted_on).days,
		"amount": reader.rounding.number(invoice.total),
		"outstanding": None if invoice.outstanding is None else reader.rounding.number(invoice.outstanding),
		"asked": asked(invoice.invitation),
	}


def asked(invitation: str) -> Asked:
	"""What became of the survey about a visit, by the state of its invitation."""
	if invitation == ANSWERED:
		return "answered"
	if invitation == SCHEDULED:
		return "planned"
	if invitation == "Outbox":
		return "outbox"
	return "asked" if invitation in ANSWERABLE else ""


def time_of(moment: time | timedelta | None) -> time | None:
	"""MariaDB tells the time of day as the time since midnight."""
	if isinstance(moment, timedelta):
		seconds = int(moment.total_seconds()) % 86_400
		return time(seconds // 3600, seconds // 60 % 60)
	return moment
