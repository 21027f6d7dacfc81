"""The buttons of an approved WhatsApp template: one that opens the link, and up to three that answer for the customer.

Source of the limits: Meta, "Template components", buttons; Twilio passes the same templates on.
"""

from __future__ import annotations

from collections.abc import Sequence

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.placeholders import LINK
from workshop_crm.core.messaging.inbound import OPT_IN_PAYLOAD, OPT_OUT_PAYLOAD, Reading, read
from workshop_crm.core.messaging.sender import ReplyButton

MAX_REPLIES = 3
"""WhatsApp hides more than three buttons behind a list."""
MAX_LABEL = 25
_MEANS = "="
_PAYLOADS = {"opt_out": OPT_OUT_PAYLOAD, "opt_in": OPT_IN_PAYLOAD}


def reply_buttons(lines: str) -> tuple[ReplyButton, ...]:
	"""The reply buttons of a template from the lines of its form, such as "Very good = 5" or "Stop messages".

	Without a meaning the label itself is read; one that means nothing known is for a person. Raises InvalidInput.
	"""
	buttons = tuple(_button(line) for line in lines.splitlines() if line.strip())
	if len(buttons) > MAX_REPLIES:
		raise InvalidInput(
			N_("WhatsApp shows at most {most} reply buttons. Take some out."), most=MAX_REPLIES
		)
	if len({button.label for button in buttons}) < len(buttons):
		raise InvalidInput(N_("Each reply button needs a text of its own."))
	return buttons


def check_label(label: str) -> None:
	"""Raises InvalidInput for what WhatsApp does not take on a button."""
	if len(label) > MAX_LABEL:
		raise InvalidInput(
			N_("The label of the button has {count} characters. WhatsApp takes at most {most}."),
			count=len(label),
			most=MAX_LABEL,
		)
	if "{" in label or "}" in label:
		raise InvalidInput(
			N_("The label of a button cannot have placeholders: WhatsApp shows it as it is written.")
		)


def check_same(english: str, arabic: str) -> None:
	"""Raises InvalidInput when one language has other buttons than the other one."""
	if [one.payload for one in _known(english)] != [one.payload for one in _known(arabic)]:
		raise InvalidInput(N_("Both languages need the same reply buttons in the same order."))


def with_link(text: str, link_button: str) -> str:
	"""A text that carries its link where no button does: by e-mail, by SMS, and copied from the outbox."""
	return f"{text}\n{LINK}" if link_button and LINK not in text else text


def link_suffix(link: str) -> str:
	"""What the address of the link button ends with; what stands before it was approved."""
	return link.rsplit("/", 1)[-1]


def _button(line: str) -> ReplyButton:
	label, _, meaning = (part.strip() for part in line.partition(_MEANS))
	check_label(label)
	if not label:
		raise InvalidInput(N_("Write the text of each reply button before its meaning: Very good = 5."))
	payload = _payload(read(meaning or label))
	if meaning and not payload:
		raise InvalidInput(
			N_("A button cannot mean {meaning}: use a number from 0 to 10, or STOP."),
			meaning=meaning,
		)
	return ReplyButton(payload or label, label)


def _payload(reading: Reading) -> str:
	return f"rating:{reading.rating}" if reading.meaning == "rating" else _PAYLOADS.get(reading.meaning, "")


def _known(lines: str) -> Sequence[ReplyButton]:
	"""With what is for a person alike in both languages."""
	known = (*_PAYLOADS.values(), "rating:")
	return [
		button if button.payload.startswith(known) else ReplyButton("", button.label)
		for button in reply_buttons(lines)
	]
