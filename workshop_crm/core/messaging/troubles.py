"""What can go wrong at a provider, what is done about it, and the sentence that says both."""

from __future__ import annotations

from dataclasses import dataclass

from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.sender import Remedy, SendingFailed


@dataclass(frozen=True, slots=True)
class Trouble:
	"""A kind of failure. `reason` is an English text that can be translated: what happened and what to do."""

	remedy: Remedy
	reason: str

	def failure(self, code: str = "", retry_after: float | None = None) -> SendingFailed:
		"""The error of an attempt to send."""
		return SendingFailed(self.remedy, self.reason, code, retry_after)


# It passes by itself.
BUSY = Trouble(
	"retry", N_("The provider takes no more messages at the moment. It is tried again automatically.")
)
OUT_OF_ORDER = Trouble(
	"retry", N_("The provider is out of order at the moment. It is tried again automatically.")
)
NO_CONNECTION = Trouble("retry", N_("The provider could not be reached. It is tried again automatically."))
DAILY_LIMIT = Trouble(
	"retry",
	N_("The number has written to as many customers as it may in 24 hours. It is tried again automatically."),
)
NOBODY_KNOWS = Trouble(
	"unknown",
	N_(
		"The provider did not answer in time, so it is not known whether the message has left. Look into the provider's log before you send it again."
	),
)

# This customer cannot be reached here.
UNREACHABLE = Trouble(
	"other_channel",
	N_(
		"The phone could not be reached: it is switched off, without network, or blocks messages. Try another channel."
	),
)
NO_WHATSAPP = Trouble(
	"other_channel",
	N_(
		"WhatsApp cannot deliver to this number: it has no WhatsApp, or an old version of it. Try another channel."
	),
)
NO_SUCH_NUMBER = Trouble(
	"other_channel",
	N_(
		"The number does not exist or takes no SMS. Ask the customer for another one, or try another channel."
	),
)
FILTERED = Trouble(
	"other_channel",
	N_(
		"The operator has filtered the message. Have your sender ID registered in that country, and leave out links and words of advertising."
	),
)
MARKETING_LIMIT = Trouble(
	"other_channel",
	N_(
		"WhatsApp holds the message back, because the customer gets many offers already. Try another channel."
	),
)
NOT_DELIVERED = Trouble(
	"other_channel", N_("The provider could not deliver the message. Try another channel.")
)
WINDOW_CLOSED = Trouble(
	"template",
	N_("The customer has not written within 24 hours: WhatsApp takes only an approved template now."),
)
STOPPED = Trouble(
	"opted_out",
	N_("The customer has stopped messages from your number. Nothing more is sent there this way."),
)

# Somebody has to mend it.
LOGIN_REFUSED = Trouble(
	"settings",
	N_(
		"The provider refuses the access data. Enter the present ones in Workshop CRM Settings: the token may have expired."
	),
)
NO_PERMISSION = Trouble(
	"settings",
	N_(
		"The access data may not be used for this. Give the token the permissions for messages and templates, and assign the account to it."
	),
)
WRONG_NUMBER = Trouble(
	"settings",
	N_(
		"The provider does not know the number or sender ID that you send from. Correct it in Workshop CRM Settings."
	),
)
NOT_TO_THIS_COUNTRY = Trouble(
	"settings",
	N_(
		"Your account may not send to this country. Allow the country at the provider, and register your sender ID there."
	),
)
TRIAL_ACCOUNT = Trouble(
	"settings",
	N_(
		"A trial account sends only to numbers that were confirmed at the provider. Confirm this number there, or upgrade."
	),
)
ACCOUNT_BLOCKED = Trouble(
	"settings", N_("Your account at the provider is blocked. Read in its console what you are asked to do.")
)
PAYMENT = Trouble(
	"settings", N_("Your account at the provider has a problem with the payment. Correct it there.")
)
NUMBER_NOT_READY = Trouble(
	"settings",
	N_(
		"The number that you send from is not ready: finish its registration and the review of its name at the provider."
	),
)
BAD_QUALITY = Trouble(
	"settings",
	N_(
		"Many customers have blocked or reported this number, so it is limited. Send less, and only what they asked for."
	),
)
NO_TEMPLATE = Trouble(
	"settings",
	N_(
		"The provider has no approved template of this name and language. Compare the name, the language and the approval."
	),
)
OTHER_PARAMETERS = Trouble(
	"settings",
	N_(
		"The approved template has other placeholders than this one. Make both texts agree, and have it approved again."
	),
)
TEMPLATE_PAUSED = Trouble(
	"settings",
	N_(
		"The provider has paused or disabled the template because of complaints. Change its text and submit it again."
	),
)
AGAINST_RULES = Trouble(
	"settings", N_("The text is against the provider's rules. Change it, and submit it again.")
)
TOO_LONG = Trouble("settings", N_("The text is too long for this channel. Shorten the template."))
WRONG_CALLBACK = Trouble(
	"settings",
	N_("The provider cannot use the address for its reports. Enter the public https address of your site."),
)
NOT_UNDERSTOOD = Trouble(
	"settings", N_("The provider refused the message. Look up its code in the list of failures.")
)
