"""Whether the messages of a survey can go out as they are written down, before the survey is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.surveys.cadence import MAX_CONTACTS, MIN_GAP

MAX_DELAY = timedelta(days=60)
# What a message that asks for an answer is for. Others have no link, or have to go whatever the customer agreed to.
PURPOSES = ("Survey Invitation", "Survey Reminder")

TOO_MANY_ROWS = N_("A survey has at most {most} messages. People who are asked too often stop answering.")
BAD_DELAY = N_("Wait between 0 minutes and 60 days.")
TOO_SOON = N_("Wait at least {minutes} minutes after the message before this one.")
AFTER_THE_LINK = N_(
	"This message would come after the link has expired: it works for {days} days after the first message. Wait less, or let the link work longer in the settings."
)
WRONG_PURPOSE = N_(
	"The message template {template} is meant for {purpose}. Choose one that is meant for Survey Invitation or Survey Reminder."
)
NO_LINK = N_(
	"The message template {template} has a text without {{link}}, so nobody could answer. Add it to each of its texts."
)
TURNED_OFF = N_(
	"The message template {template} is turned off or was deleted. Turn it on, or choose another."
)


@dataclass(frozen=True, slots=True)
class Row:
	"""A row that is switched on. `has_link` is whether every text of its template names the link."""

	delay_minutes: int
	template: str
	purpose: str
	has_link: bool
	is_template_on: bool = True


def check_row(rows: Sequence[Row], place: int, valid_days: int) -> None:
	"""Raises InvalidInput that names the field of the row at `place` and says what to do."""
	row = rows[place]
	if place >= MAX_CONTACTS:
		raise InvalidInput(TOO_MANY_ROWS, most=MAX_CONTACTS)
	_check_delay(rows, place, valid_days)
	if not row.is_template_on:
		raise InvalidInput(TURNED_OFF, template=row.template).at("template")
	if row.purpose not in PURPOSES:
		raise InvalidInput(WRONG_PURPOSE, template=row.template, purpose=row.purpose).at("template")
	if not row.has_link:
		raise InvalidInput(NO_LINK, template=row.template).at("template")


def _check_delay(rows: Sequence[Row], place: int, valid_days: int) -> None:
	delay = timedelta(minutes=rows[place].delay_minutes)
	if not timedelta() <= delay <= MAX_DELAY:
		raise InvalidInput(BAD_DELAY).at("delay_minutes")
	if place and delay < MIN_GAP:
		minutes = int(MIN_GAP.total_seconds() // 60)
		raise InvalidInput(TOO_SOON, minutes=minutes).at("delay_minutes")
	since_first = timedelta(minutes=sum(row.delay_minutes for row in rows[1 : place + 1]))
	if place and timedelta() < timedelta(days=valid_days) <= since_first:
		raise InvalidInput(AFTER_THE_LINK, days=valid_days).at("delay_minutes")
