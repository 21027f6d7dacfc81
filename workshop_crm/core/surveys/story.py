"""What became of one invitation, in few words: how it was asked, and its messages. Most of a million share their story."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from workshop_crm.core.surveys.response import WITHOUT_MESSAGE

ARRIVED = ("Delivered", "Read")
LEFT = ("Sent", *ARRIVED)

FIELDS = (
	"is_answered",
	"answered_by",
	"answered_channel",
	"source",
	"step",
	"channel",
	"contacts",
	"is_opened",
	"opted_out",
	"messages",
)
"""What a host writes one behind the other with BETWEEN: fields of an invitation, 0 and 1 for what is so or not, and its messages."""

MESSAGE_FIELDS = ("step", "channel", "status", "is_fallback")
"""Of each message, with BETWEEN_FIELDS; messages follow each other with a space."""

BETWEEN = "|"
BETWEEN_FIELDS = ":"


class Message(NamedTuple):
	"""A message of an invitation; `is_fallback` where it took the place of one that failed."""

	step: int
	channel: str
	status: str
	is_fallback: bool


class Story(NamedTuple):
	"""`step` and `channel` are those of the last message."""

	is_answered: bool
	answered_by: str
	answered_channel: str
	source: str
	step: int
	channel: str
	contacts: int
	is_opened: bool
	opted_out: bool
	messages: tuple[Message, ...] = ()

	@property
	def has_asked(self) -> bool:
		"""Handed over, answered or opened, or a message left."""
		is_known = self.source in WITHOUT_MESSAGE or self.is_answered or self.is_opened
		return not self.contacts or is_known or any(message.status in LEFT for message in self.messages)

	@property
	def way(self) -> str:
		"""As the channel of an answer: that of the message it came by, or Handover or Print. Without an answer, the last one."""
		if self.answered_by in WITHOUT_MESSAGE:
			return self.answered_by
		on_paper = self.source if self.source in WITHOUT_MESSAGE else ""
		return self.answered_channel or self.channel or on_paper

	@property
	def is_answer_to_fallback(self) -> bool:
		"""Whether the answer came by a message that took the place of one that failed."""
		by = (self.answered_by, self.answered_channel)
		return self.is_answered and any(
			message.is_fallback and (str(message.step), message.channel) == by for message in self.messages
		)


Stories = Mapping[Story, int]
"""How many invitations had each story."""


def read_story(text: str) -> Story:
	"""From the text that a host wrote of an invitation, see FIELDS."""
	answered, by, by_channel, source, step, channel, contacts, opened, out, messages = text.split(BETWEEN)
	return Story(
		answered == "1",
		by,
		by_channel,
		source,
		int(step),
		channel,
		int(contacts),
		opened == "1",
		out == "1",
		tuple(map(_read_message, messages.split())),
	)


def _read_message(text: str) -> Message:
	step, channel, status, fallback = text.split(BETWEEN_FIELDS)
	return Message(int(step), channel, status, fallback == "1")
