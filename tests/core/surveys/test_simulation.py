"""The simulation's check sees what must never happen, and the app's decisions let none of it happen."""

from datetime import datetime, timedelta, timezone

import pytest

from benchmarks.surveys.answering import ANSWERED_BY
from benchmarks.surveys.check import figures, violations
from benchmarks.surveys.simulation import Arm, Log, Sending, run

NOON = datetime(2026, 3, 1, 9, 0, tzinfo=timezone.utc)
SENT = Sending(1, "+966551234567/1", 3, "1:1:WhatsApp", "WhatsApp", NOON)


def log_of(*sendings: Sending, answered: int | None = None, out: int | None = None) -> Log:
	"""`answered` and `out` are minutes after noon."""
	log = Log(1, list(sendings))
	if answered is not None:
		log.answers[1] = NOON + timedelta(minutes=answered)
	if out is not None:
		log.opt_outs[SENT.address] = NOON + timedelta(minutes=out)
	return log


@pytest.mark.parametrize(
	("log", "counted"),
	[
		(log_of(SENT, answered=5, out=5), {}),
		(log_of(SENT, SENT), {"sent_twice": 1}),
		(log_of(SENT._replace(at=NOON + timedelta(hours=10))), {"sent_in_quiet_hours": 1}),
		(log_of(SENT._replace(at=NOON - timedelta(hours=6))), {"sent_in_quiet_hours": 1}),
		(log_of(SENT, answered=-1), {"sent_after_answer": 1}),
		(log_of(SENT, out=0), {"sent_after_opt_out": 1}),
	],
)
def test_the_check_counts_what_must_not_happen(log, counted):
	assert violations(log) == dict.fromkeys(violations(Log()), 0) | counted


@pytest.mark.parametrize("model", ANSWERED_BY)
@pytest.mark.parametrize("handover", [False, True])
def test_no_invitation_is_written_to_when_it_must_not_be(model, handover):
	log = run(Arm("arm", model, contacts=3, fallback=True, handover=handover), 400, 7)
	assert set(violations(log).values()) == {0}
	assert len({sending.invitation for sending in log.sendings}) > (80 if handover else 390)
	assert log.opt_outs or handover


def test_the_models_give_the_published_shares_where_every_message_arrives(monkeypatch):
	monkeypatch.setattr("benchmarks.surveys.answering.UNREACHED", {})
	monkeypatch.setattr("benchmarks.surveys.answering.OPT_OUTS", (0, 0, 0, 0))
	assert [round(share, 3) for share in ANSWERED_BY["AJE"][:2]] == [0.495, 0.656]
	for model, shares in ANSWERED_BY.items():
		log = run(Arm("arm", model, contacts=3), 2000, 3)
		assert figures(log)["response_rate"] == pytest.approx(shares[2], abs=0.03)
