import re

import pytest

from workshop_crm.core.messaging.channels import CHANNELS
from workshop_crm.core.messaging.segments import sms_segments
from workshop_crm.core.messaging.templates import INVITATIONS, invitation, render, render_for_staff

LINK = "https://crm.example.com/s/" + "A" * 22
EVERY = [(language, channel) for language in ("ar", "en") for channel in CHANNELS]


def test_placeholders_without_a_value_stay():
	assert render("{customer}: {link} {other}", {"customer": "Huda"}) == "Huda: {link} {other}"


def test_a_value_cannot_bring_in_a_placeholder():
	assert render("{customer} {company}", {"customer": "{company}{link}", "company": "X"}) == "companylink X"


def test_a_value_with_format_syntax_is_taken_as_text():
	assert render("{customer}", {"customer": "{0.__class__} %s \\1"}) == "0.__class__ %s \\1"


@pytest.mark.parametrize(("language", "channel"), EVERY)
def test_every_invitation_keeps_exactly_its_link_open(language, channel):
	message = invitation(language, channel, "هدى", "ورشة النخيل")
	assert re.findall(r"\{\w*\}", message.text) == ["{link}"]
	assert "ورشة النخيل" in message.text
	assert "{" not in message.subject
	assert bool(message.subject) == (channel == "Email")


@pytest.mark.parametrize(("language", "channel"), EVERY)
def test_every_invitation_is_written_in_its_own_language(language, channel):
	words = re.sub(r"\{\w+\}", "", INVITATIONS[language, channel].text)
	assert bool(re.search("[ء-ي]", words)) == (language == "ar")
	assert bool(re.search("[A-Za-z]", words)) == (language == "en")


def test_staff_see_the_real_link_in_a_stored_text():
	stored = invitation("en", "SMS", "Huda", "Palm Workshop").text
	assert render_for_staff(stored, LINK).endswith(LINK)
	assert "{" not in render_for_staff(stored, LINK)


@pytest.mark.parametrize(
	("language", "company", "segments"),
	[("ar", "ورشة الواحة الخضراء لصيانة السيارات", 2), ("en", "Green Oasis Car Maintenance Workshop", 1)],
)
def test_an_invitation_by_sms_stays_short(language, company, segments):
	text = render_for_staff(invitation(language, "SMS", "Abdulrahman", company).text, LINK)
	assert sms_segments(text) == segments
