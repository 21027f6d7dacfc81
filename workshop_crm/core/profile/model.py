"""The facts that a host reads for one customer's profile. Money is Decimal."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.invoices import VisitStatus
from workshop_crm.core.common.languages import Language
from workshop_crm.core.customers.customer import EmergencyContact
from workshop_crm.core.customers.preferences import Preferences
from workshop_crm.core.messaging.history import HistoryEntry
from workshop_crm.core.vehicles.service_due import ServiceDue


@dataclass(frozen=True, slots=True)
class ChannelFact:
	"""A channel the customer agreed to. `why_not` is the translatable reason it cannot be used, empty = it can.

	`doubt` is what speaks against it although it can.
	"""

	channel: str
	consent_date: date | None
	source: str = ""
	why_not: str = ""
	doubt: str = ""


@dataclass(frozen=True, slots=True)
class VehicleFact:
	"""A vehicle the customer has or had; `to_date` is its last day with this customer.

	`last_visit` is the day of its last invoice of this customer, `reminded_on` that of the last service reminder. Without plates it has none yet.
	"""

	vehicle: str
	plate_latin: str = ""
	plate_ar: str = ""
	make: str = ""
	model: str = ""
	year: int | None = None
	odometer: int | None = None
	from_date: date | None = None
	to_date: date | None = None
	is_current: bool = True
	vin: str = ""
	vin_reason: str = ""
	service_due: tuple[ServiceDue, ...] = ()
	last_visit: date | None = None
	plate_origin: str = ""
	reminded_on: date | None = None


@dataclass(frozen=True, slots=True)
class VisitFact:
	"""One invoice; `amount` is its grand total, negative on a credit note.

	`outstanding` is what is not paid yet, None where nobody knows. The user may return or cancel it as far as their
	permissions go.
	"""

	invoice: str
	date: date
	amount: Decimal
	status: VisitStatus
	vehicle: str | None = None
	plate: str = ""
	service_type: str | None = None
	service_type_ar: str = ""
	odometer: int | None = None
	outstanding: Decimal | None = None
	may_return: bool = False
	may_cancel: bool = False


@dataclass(frozen=True, slots=True)
class FollowUpFact:
	"""A low score that somebody still has to look after."""

	follow_up: str
	title: str
	opened_on: date


@dataclass(frozen=True, slots=True)
class SatisfactionFact:
	"""What the customer answered: scores are 0..100, ratings 1..5."""

	responses: int = 0
	last_score: Decimal | None = None
	last_rating: int | None = None
	last_answered_on: date | None = None
	open_follow_ups: tuple[FollowUpFact, ...] = ()


@dataclass(frozen=True, slots=True)
class ValueFact:
	"""The customer's row of the latest analytics run.

	`fewest_visits` and `most_visits` are the range of `expected_visits`; `rfm_group` is empty without a visit, and in a row from
	before there were groups and ranges. `chance_of_visit` (0..1) is that of a visit within `chance_days`; 0 days: not known.
	"""

	segment: str
	clv: Decimal
	p_alive: float
	expected_visits: float
	last_visit: date | None
	visits: int
	revenue: Decimal
	computed_on: date
	rfm_group: str = ""
	fewest_visits: int = 0
	most_visits: int = 0
	chance_of_visit: float = 0.0
	chance_days: int = 0


@dataclass(frozen=True, slots=True)
class ProfileFacts:
	"""Everything about one customer. `loyalty` is the account view of the loyalty rules, or None.

	`stopped_on` is when the customer asked for no more messages, if that holds.

	`phone` is E.164, `other_phones` are numbers beside it; `region` is the workshop's (ISO country code) and decides how it is displayed.
	`vehicles` are given with the latest row first. `visits` may be more than are shown and in any order; `visit_count` counts all submitted visits. `history` is a
	first page, `history_next` its cursor, as `history.page` gives them, and `history_total` how many entries there are. `notes` is HTML as stored.
	`service_types_ar` are the Arabic names of the service types that are due. The user may change the customer when
	`can_write`, export and erase when `can_manage`.
	"""

	customer: str
	name: str
	name_ar: str
	language: Language
	disabled: bool
	phone: str | None
	email: str | None
	currency: str
	region: str = "SA"
	channels: tuple[ChannelFact, ...] = ()
	stopped_on: datetime | None = None
	vehicles: tuple[VehicleFact, ...] = ()
	visits: tuple[VisitFact, ...] = ()
	visit_count: int = 0
	loyalty: dict[str, Any] | None = None
	satisfaction: SatisfactionFact = SatisfactionFact()
	value: ValueFact | None = None
	emergency_contact: EmergencyContact | None = None
	preferences: Preferences = field(default_factory=Preferences)
	notes: str = ""
	tax_id: str = ""
	history: tuple[HistoryEntry, ...] = ()
	history_next: str | None = None
	history_total: int = 0
	service_types_ar: Mapping[str, str] = field(default_factory=dict)
	phone_extension: str = ""
	other_phones: tuple[str, ...] = ()
	can_write: bool = False
	can_manage: bool = False
