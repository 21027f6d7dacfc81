"""What a follow-up is called for a reader of either language, in whichever it was opened."""

import pytest

from workshop_crm.core.surveys import call_request, follow_up
from workshop_crm.core.surveys.follow_up_subject import shown_subject
from workshop_crm.preview.translate import translator

arabic = translator("ar")


@pytest.mark.parametrize("template", [follow_up.SUBJECT, call_request.SUBJECT])
@pytest.mark.parametrize("opened_in", [str, arabic])
@pytest.mark.parametrize("reads", [str, arabic])
def test_it_is_said_in_the_readers_language(template, opened_in, reads):
	stored = opened_in(template).format(customer="Reem from Riyadh")
	assert shown_subject(stored, reads, arabic) == reads(template).format(customer="Reem from Riyadh")


@pytest.mark.parametrize("subject", ["Brakes squeal", "", "Low survey score from ", "asks for a call"])
def test_what_the_app_did_not_write_stays_as_it_is(subject):
	assert shown_subject(subject, arabic, arabic) == subject
