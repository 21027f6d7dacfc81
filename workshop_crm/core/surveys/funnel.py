"""How far an invitation gets: sent, delivered, read, answered, by step and channel, against the share that is aimed at.

What an answer came after is not what it came from: a customer who answers after a reminder might have answered without
it. The view says after what answers came; how much a lever brings, only leaving it out for some customers can tell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from math import ceil
from typing import Any

from workshop_crm.core.surveys.response import WITHOUT_MESSAGE
from workshop_crm.core.surveys.scores.measures import share

TARGET = 0.8

ARRIVED = ("Delivered", "Read")
LEFT = ("Sent", *ARRIVED)
NOT_ARRIVED = ("Failed", "Doubtful")
COUNTS = ("written", "sent", "delivered", "read", "failed", "opened", "answered", "opted_out")


@dataclass(frozen=True, slots=True)
class Levers:
	"""Which means of getting answers are switched on. That of another channel shows in its use."""

	reminder: bool
	reward: bool
	handover: bool = False


def funnel_view(
	invitations: Iterable[Mapping[str, Any]],
	messages: Iterable[Mapping[str, Any]],
	answers_after_fallback: int,
	levers: Levers,
) -> dict[str, Any]:
	"""The reply.

	`invitations` are counts by is_answered, answered_by, answered_channel, source, step, channel, is_opened, opted_out, of those
	that were sent or handed over in the period; `messages` counts by step, channel, status, is_fallback of theirs.
	"""
	asked, written = list(invitations), list(messages)
	total = sum(row["count"] for row in asked)
	answered = sum(row["count"] for row in asked if row["is_answered"])
	rate = share(answered, total)
	return {
		"asked": total,
		"answered": answered,
		"opened": sum(row["count"] for row in asked if row["is_opened"]),
		"opted_out": sum(row["count"] for row in asked if row["opted_out"]),
		"rate": rate._asdict(),
		"target": TARGET,
		"missing": max(ceil(round(TARGET * total, 6)) - answered, 0),
		"steps": _steps(asked, written),
		"levers": _levers(asked, written, answers_after_fallback, levers),
	}


def _steps(asked: Iterable[Mapping[str, Any]], written: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
	"""A row for each step and channel, then for what was handed over."""
	rows: dict[tuple[str, str], dict[str, int]] = defaultdict(lambda: dict.fromkeys(COUNTS, 0))
	for row in written:
		if row["step"]:
			_count_message(rows[str(row["step"]), row["channel"] or ""], row)
	for row in asked:
		_count_invitation(rows, row)
	ordered = sorted(rows, key=lambda key: (key[0] in WITHOUT_MESSAGE, key[0].zfill(9), key[1]))
	return [{"step": step, "channel": channel, **rows[step, channel]} for step, channel in ordered]


def _count_message(counts: dict[str, int], row: Mapping[str, Any]) -> None:
	status, count = row["status"], row["count"]
	counts["written"] += count
	counts["sent"] += count * (status in LEFT)
	counts["delivered"] += count * (status in ARRIVED)
	counts["read"] += count * (status == "Read")
	counts["failed"] += count * (status in NOT_ARRIVED)


def _count_invitation(rows: dict[tuple[str, str], dict[str, int]], row: Mapping[str, Any]) -> None:
	"""An answer counts where it came; opening, a wish for no more messages and a link in the hand, at the last step."""
	count = row["count"]
	if row["source"] in WITHOUT_MESSAGE:
		rows[row["source"], ""]["written"] += count
	last = (str(row["step"]), row["channel"] or "") if row["step"] else (row["source"], "")
	if last[0] in WITHOUT_MESSAGE or row["step"]:
		rows[last]["opened"] += count * bool(row["is_opened"])
		rows[last]["opted_out"] += count * bool(row["opted_out"])
	if row["is_answered"] and row["answered_by"]:
		channel = "" if row["answered_by"] in WITHOUT_MESSAGE else row["answered_channel"] or ""
		rows[row["answered_by"], channel]["answered"] += count


def _levers(
	asked: list[Mapping[str, Any]],
	written: list[Mapping[str, Any]],
	answers_after_fallback: int,
	levers: Levers,
) -> list[dict[str, Any]]:
	handed = sum(row["count"] for row in asked if row["source"] in WITHOUT_MESSAGE)
	fallbacks = sum(row["count"] for row in written if row["is_fallback"])
	reminders = sum(row["count"] for row in written if (row["step"] or 0) > 1)
	at_handover = _answers(asked, lambda by: by in WITHOUT_MESSAGE)
	after_reminder = _answers(asked, lambda by: by.isdigit() and int(by) > 1)
	return [
		_lever("handover", levers.handover or bool(handed or at_handover), handed, at_handover),
		_lever("reminder", levers.reminder, reminders, after_reminder),
		_lever("fallback", bool(fallbacks), fallbacks, answers_after_fallback),
		# Everybody may earn it, so nobody's answer tells it apart.
		_lever("reward", levers.reward, None, None),
	]


def _lever(name: str, is_on: bool, used: int | None, answers: int | None) -> dict[str, Any]:
	return {"lever": name, "is_on": is_on, "used": used, "answers": answers}


def _answers(asked: Iterable[Mapping[str, Any]], is_meant: Callable[[str], bool]) -> int:
	return sum(row["count"] for row in asked if row["is_answered"] and is_meant(row["answered_by"] or ""))
