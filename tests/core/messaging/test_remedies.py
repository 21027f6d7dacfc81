"""What the codes of the providers mean."""

import re
from pathlib import Path

import pytest

from workshop_crm.core.messaging.remedies import TROUBLES, trouble_of_answer, trouble_of_report

GUIDE = Path(__file__).parents[3] / "docs/messaging.md"
REMEDIES = {
	"the same again, with growing waits": "retry",
	"the next channel the customer agreed to": "other_channel",
	"the same as a template": "template",
	"an opt-out is written down": "opted_out",
}


def codes_in_guide():
	"""(provider, code, remedy) of every code in the tables of the guide."""
	for row in re.findall(r"^\|(.+)\|$", GUIDE.read_text(encoding="utf-8"), re.MULTILINE):
		first, *cells = (cell.strip() for cell in row.split("|"))
		found = [re.findall(r"\b\d+\b", cell) for cell in cells[-2:]]
		if len(cells) == 3 and first in REMEDIES:
			remedy = REMEDIES[first]
		elif len(cells) == 2 and re.fullmatch(r"[\d,; ]+", cells[1]):
			remedy = "settings"
		else:
			continue
		yield from (
			(name, code, remedy)
			for name, codes in zip(("Meta", "Twilio"), found, strict=True)
			for code in codes
		)


def test_the_codes_of_the_guide_have_the_remedies_that_it_says():
	listed = [one for one in codes_in_guide() if one[1] != "100"]
	assert len(listed) > 60
	for provider, code, remedy in listed:
		assert trouble_of_report(provider, code).remedy == remedy, (provider, code)


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
