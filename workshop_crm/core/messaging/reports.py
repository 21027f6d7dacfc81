"""What providers tell by their webhooks, in one shape for all of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Literal

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging.delivery import Report
from workshop_crm.core.messaging.sender import Remedy

Approval = Literal["Not submitted", "Pending", "Approved", "Rejected"]


@dataclass(frozen=True, slots=True)
class StatusReport:
	"""What became of a message. Only a failure has an error code, a remedy and a reason (a translatable text).

	`key` is the message's own key where the provider gives it back; `happened_on` is in UTC, None where it is not told. A price
	without an amount is told in another report, or never.
	"""

	provider_id: str
	report: Report
	error_code: str = ""
	remedy: Remedy | None = None
	reason: str = ""
	happened_on: datetime | None = None
	key: str = ""
	price: Decimal | None = None
	currency: str = ""


@dataclass(frozen=True, slots=True)
class Inbound:
	"""A message of a customer. `address` is E.164, empty where the provider hides it; `name` is what they call themselves.

	`payload` belongs to the button that was pressed; `text` is then what stood on it. `answers_provider_id` is the message that it
	was pressed in or that is quoted. What is no text has `kind` image, audio, location, ... and perhaps a caption. `pictures` say where
	the provider keeps them, see `pictures`.
	"""

	provider_id: str
	channel: Channel
	address: str
	text: str
	received_on: datetime
	payload: str = ""
	answers_provider_id: str = ""
	kind: str = "text"
	name: str = ""
	pictures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TemplateReport:
	"""A provider has approved a template, or has not; `reason` is the provider's word for a refusal."""

	name: str
	language: str
	approval: Approval
	reason: str = ""


@dataclass(frozen=True, slots=True)
class Webhook:
	"""All that one call of a webhook told. `ignored` counts entries that nobody can read, or that are about another account."""

	statuses: tuple[StatusReport, ...] = field(default=())
	inbound: tuple[Inbound, ...] = field(default=())
	templates: tuple[TemplateReport, ...] = field(default=())
	ignored: int = 0
