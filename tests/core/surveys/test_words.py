import re

import pytest

from workshop_crm.core.common.channels import MESSAGE_CHANNELS
from workshop_crm.core.common.languages import LANGUAGES
from workshop_crm.core.surveys.words import INVITATIONS, invitation_words

EVERY = [(language, channel) for language in LANGUAGES for channel in MESSAGE_CHANNELS]


@pytest.mark.parametrize(("language", "channel"), EVERY)
def test_every_invitation_keeps_exactly_its_link_open(language, channel):
	words = invitation_words(language, channel, "هدى", "ورشة النخيل")
	assert re.findall(r"\{\w*\}", words.text) == ["{link}"]
	assert "ورشة النخيل" in words.text
	assert "{" not in words.subject
	assert bool(words.subject) == (channel == "Email")


@pytest.mark.parametrize(("language", "channel"), EVERY)
def test_every_invitation_is_written_in_its_own_language(language, channel):
	text = re.sub(r"\{\w+\}", "", INVITATIONS[language, channel].text)
	assert bool(re.search("[ء-ي]", text)) == (language == "ar")
	assert bool(re.search("[A-Za-z]", text)) == (language == "en")
