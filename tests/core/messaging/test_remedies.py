"""What the codes of the providers mean."""

import pytest

from workshop_crm.core.messaging.remedies import TROUBLES, trouble_of_answer, trouble_of_report


@pytest.mark.parametrize(
	("provider", "code", "remedy"),
	[
		("Meta", "131026", "other_channel"),
		("Meta", "131047", "template"),
		("Meta", "131049", "other_channel"),
		("Meta", "131050", "opted_out"),
		("Meta", "130429", "retry"),
		("Meta", "80007", "retry"),
		("Meta", "131056", "retry"),
		("Meta", "190", "settings"),
		("Meta", "132000", "settings"),
		("Twilio", "63016", "template"),
		("Twilio", "21610", "opted_out"),
		("Twilio", "21614", "other_channel"),
		("Twilio", "30003", "other_channel"),
		("Twilio", "20429", "retry"),
		("Twilio", "20003", "settings"),
		("Twilio", "21608", "settings"),
	],
)
def test_a_code_that_is_known_has_its_remedy(provider, code, remedy):
	assert trouble_of_answer(provider, code, 400).remedy == remedy
	assert trouble_of_report(provider, code).remedy == remedy


@pytest.mark.parametrize(
	("status", "remedy"),
	[(429, "retry"), (500, "retry"), (503, "retry"), (401, "settings"), (403, "settings"), (400, "settings")],
)
def test_an_answer_with_an_unknown_code_is_judged_by_its_status(status, remedy):
	assert trouble_of_answer("Meta", "999999", status).remedy == remedy


@pytest.mark.parametrize("provider", TROUBLES)
def test_a_report_with_an_unknown_code_is_worth_another_channel(provider):
	assert trouble_of_report(provider, "999999").remedy == "other_channel"


def test_each_code_stands_under_one_trouble_and_each_reason_is_a_sentence():
	for table in TROUBLES.values():
		assert all(code.isdigit() and trouble.reason.endswith(".") for code, trouble in table.items())
