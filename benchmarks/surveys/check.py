"""What must never happen, counted from the log alone: this module knows times and addresses, and none of the app's decisions."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from benchmarks.surveys.simulation import Log, Sending

# When marketing messages may go, local time (docs/messaging.md): by country code, from and until.
HOURS = {"+966": (7, 22), "+971": (7, 21), "+965": (9, 21)}


def violations(log: Log) -> dict[str, int]:
	"""How many messages left that should not have."""
	keys = Counter(sending.key for sending in log.sendings)
	return {
		"sent_in_quiet_hours": sum(map(_is_in_quiet_hours, log.sendings)),
		"sent_after_opt_out": sum(
			sending.at >= log.opt_outs[sending.address]
			for sending in log.sendings
			if sending.address in log.opt_outs
		),
		"sent_after_answer": sum(
			sending.at > log.answers[sending.invitation]
			for sending in log.sendings
			if sending.invitation in log.answers
		),
		"sent_twice": sum(times - 1 for times in keys.values()),
	}


def figures(log: Log) -> dict[str, float | int]:
	"""What an arm brought. An answer after an opt-out is none."""
	answers = len(log.answers)
	return {
		"response_rate": round(answers / log.invitations, 4),
		"contacts_per_answer": round(len(log.sendings) / answers, 2),
		"opt_outs": len(log.opt_outs),
	}


def _is_in_quiet_hours(sending: Sending) -> bool:
	local = sending.at + timedelta(hours=sending.hours_ahead)
	begin, end = HOURS[sending.address[:4]]
	return not begin <= local.hour < end
