"""How far an invitation gets: sent, delivered, read, answered, by step and channel, against the share that is aimed at.

What an answer came after is not what it came from: a customer who answers after a reminder might have answered without
it. The view says after what answers came; how much a lever brings, only leaving it out for some customers can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil
from typing import Any

from workshop_crm.core.surveys.response import WITHOUT_MESSAGE
from workshop_crm.core.surveys.scores.measures import share
from workshop_crm.core.surveys.story import ARRIVED, LEFT, Message, Stories, Story

TARGET = 0.8

NOT_ARRIVED = ("Failed", "Doubtful")
COUNTS = ("written", "sent", "delivered", "read", "failed", "opened", "answered", "opted_out")


@dataclass(frozen=True, slots=True)
class Levers:
	"""Which means of getting answers are switched on. That of another channel shows in its use."""

	reminder: bool
	reward: bool
	handover: bool = False


def funnel_view(stories: Stories, levers: Levers) -> dict[str, Any]:
	"""The reply, from the stories of the invitations of a period that asked somebody."""
	total, answered = totals(stories)
	rate = share(answered, total)
	return {
		"asked": total,
		"answered": answered,
		"opened": sum(count for story, count in stories.items() if story.is_opened),
		"opted_out": sum(count for story, count in stories.items() if story.opted_out),
		"rate": rate._asdict(),
		"target": TARGET,
		"missing": max(ceil(round(TARGET * total, 6)) - answered, 0),
		"steps": _steps(stories),
		"levers": _levers(stories, levers),
	}


def totals(stories: Stories) -> tuple[int, int]:
	"""How many were asked, and how many of them answered."""
	answered = sum(count for story, count in stories.items() if story.is_answered)
	return sum(stories.values()), answered


def _steps(stories: Stories) -> list[dict[str, Any]]:
	"""A row for each step and channel, then for what was handed over."""
	rows: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
	for story, count in stories.items():
		for message in story.messages:
			if message.step:
				_count_message(rows[str(message.step), message.channel], message.status, count)
		_count_invitation(rows, story, count)
	ordered = sorted(rows, key=lambda key: (key[0] in WITHOUT_MESSAGE, key[0].zfill(9), key[1]))
	return [{"step": step, "channel": channel, **rows[step, channel]} for step, channel in ordered]


def _count_message(counts: dict[str, int], status: str, count: int) -> None:
	counts["written"] += count
	counts["sent"] += count * (status in LEFT)
	counts["delivered"] += count * (status in ARRIVED)
	counts["read"] += count * (status == "Read")
	counts["failed"] += count * (status in NOT_ARRIVED)


def _count_invitation(rows: dict[tuple[str, str], dict[str, int]], story: Story, count: int) -> None:
	"""An answer counts where it came; opening, a wish for no more messages and a link in the hand, at the last step."""
	if story.source in WITHOUT_MESSAGE:
		rows[story.source, ""]["written"] += count
	last = (str(story.step), story.channel) if story.step else (story.source, "")
	if last[0] in WITHOUT_MESSAGE or story.step:
		rows[last]["opened"] += count * story.is_opened
		rows[last]["opted_out"] += count * story.opted_out
	if story.is_answered and story.answered_by:
		channel = "" if story.answered_by in WITHOUT_MESSAGE else story.answered_channel
		rows[story.answered_by, channel]["answered"] += count


def _levers(stories: Stories, levers: Levers) -> list[dict[str, Any]]:
	handed = sum(count for story, count in stories.items() if story.source in WITHOUT_MESSAGE)
	fallbacks = _messages(stories, lambda message: message.is_fallback)
	reminders = _messages(stories, lambda message: message.step > 1)
	after_fallback = sum(count for story, count in stories.items() if story.is_answer_to_fallback)
	at_handover = _answers(stories, lambda by: by in WITHOUT_MESSAGE)
	after_reminder = _answers(stories, lambda by: by.isdigit() and int(by) > 1)
	return [
		_lever("handover", levers.handover or bool(handed or at_handover), handed, at_handover),
		_lever("reminder", levers.reminder, reminders, after_reminder),
		_lever("fallback", bool(fallbacks), fallbacks, after_fallback),
		# Everybody may earn it, so nobody's answer tells it apart.
		_lever("reward", levers.reward, None, None),
	]


def _lever(name: str, is_on: bool, used: int | None, answers: int | None) -> dict[str, Any]:
	return {"lever": name, "is_on": is_on, "used": used, "answers": answers}


def _messages(stories: Stories, is_meant: Callable[[Message], bool]) -> int:
	return sum(count * sum(map(is_meant, story.messages)) for story, count in stories.items())


def _answers(stories: Stories, is_meant: Callable[[str], bool]) -> int:
	return sum(count for story, count in stories.items() if story.is_answered and is_meant(story.answered_by))
