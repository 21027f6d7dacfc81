"""What a provider is asked to send, and what it answers. Each adapter of `adapters.messaging` is a `Sender` and can be checked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal, Protocol

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.common.languages import Language

Remedy = Literal["retry", "other_channel", "template", "opted_out", "settings", "unknown"]
"""What to do about a message that a provider did not take or could not deliver.

retry          the provider is busy or away: the same again later, with back-off
other_channel  this address cannot be reached here: the next channel the customer agreed to
template       the conversation's window is closed: the same as an approved template
opted_out      the person has stopped messages: never again on this channel
settings       the account, the number or the template is wrong: somebody has to mend it
unknown        nobody can say whether it was taken: doubtful, and never sent again by itself
"""


@dataclass(frozen=True, slots=True)
class ProviderTemplate:
	"""An approved template at a provider.

	`name` is Meta's template name or Twilio's content SID; `language` is the code under which it was approved;
	`parameters` fill its places {{1}}, {{2}}, ... in their order; `button` is what its URL button's address ends with, if
	it has one; `replies` are the payloads of its quick-reply buttons, which stand before the URL button.
	"""

	name: str
	language: str
	parameters: tuple[str, ...] = ()
	button: str | None = None
	replies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReplyButton:
	"""A button that answers for the customer: `payload` comes back when it is pressed."""

	payload: str
	label: str


@dataclass(frozen=True, slots=True)
class Attachment:
	"""A file that goes with an e-mail."""

	name: str
	data: bytes


@dataclass(frozen=True, slots=True)
class Outgoing:
	"""One message to one address: E.164 or an e-mail address. `text` has its link in place.

	`key` names the message at the provider where that is possible, so that it can be found there after a crash. `sender` is the
	name that an SMS comes from, where a country asks for another than the provider has by its settings. WhatsApp shows `buttons`, at
	most three, under a text that is no template. Only e-mails have `attachments`.
	"""

	key: str
	channel: Channel
	to: str
	language: Language
	text: str
	subject: str = ""
	template: ProviderTemplate | None = None
	sender: str = ""
	buttons: tuple[ReplyButton, ...] = ()
	attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True)
class Receipt:
	"""The provider has taken a message. `price` is in `currency`, None while the provider does not say."""

	provider_id: str
	price: Decimal | None = None
	currency: str = ""


class SendingFailed(Exception):
	"""A message was not taken, or (remedy "unknown") may not have been.

	`code` is the provider's, `reason` an English text that can be translated: what happened and what to do. `retry_after` is in
	seconds, where the provider said when to come back.
	"""

	def __init__(self, remedy: Remedy, reason: str, code: str = "", retry_after: float | None = None) -> None:
		super().__init__(f"{code}: {reason}" if code else reason)
		self.remedy: Remedy = remedy
		self.reason = reason
		self.code = code
		self.retry_after = retry_after


class Sender(Protocol):
	"""A way to send on one channel."""

	def send(self, message: Outgoing) -> Receipt:
		"""Hand a message over, with the adapter's own time-outs and bounded retries. Raises SendingFailed."""

	def find(self, message: Outgoing, since: datetime) -> Receipt | None:
		"""The message at the provider after a crash, if it went out after `since` (with a time zone); None when it is not there.

		Raises SendingFailed, with the remedy "unknown" where the provider cannot be asked.
		"""


class Checked(Protocol):
	"""A way to send that can say what is wrong with its settings."""

	def check(self) -> list[WorkshopError]:
		"""What keeps messages from being sent, each with what to do; empty when nothing does. Never raises."""
