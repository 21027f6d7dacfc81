import pickle
from decimal import Decimal
from html import escape

import pytest

from workshop_crm.core.common.errors import (
	N_,
	Conflict,
	InvalidInput,
	NotAllowed,
	NotFound,
	Term,
	WorkshopError,
	about,
	isolated,
)


def test_the_template_is_translated_before_the_values_are_put_in():
	error = InvalidInput(N_("{phone} is not a phone number."), phone="12")
	arabic = {"{phone} is not a phone number.": "{phone} ليس رقم هاتف."}
	assert error.text(arabic.__getitem__) == "\u206812\u2069 ليس رقم هاتف."
	assert str(error) == "12 is not a phone number."


def test_a_word_of_the_app_among_the_values_is_translated_and_what_was_typed_is_not():
	error = InvalidInput(N_("{value} is too long for {field}."), value="Oil", field=Term(N_("Oil")))
	arabic = {"{value} is too long for {field}.": "{value} أطول من {field}.", "Oil": "الزيت"}
	assert error.text(arabic.__getitem__) == "\u2068Oil\u2069 أطول من الزيت."
	assert str(pickle.loads(pickle.dumps(error))) == "Oil is too long for Oil."


def test_texts_among_the_values_can_be_escaped_and_numbers_stay():
	error = InvalidInput(
		N_("<b>{value}</b> of {most}: {field}"), value="<i>", most=3, field=Term(N_("A & B"))
	)
	assert error.text(str, escape) == "<b>&lt;i&gt;</b> of 3: A &amp; B"


def test_several_values_are_parted_by_the_comma_of_their_language():
	error = InvalidInput("Choose one of: {known}.", known=("a", "<b>"))
	assert error.text(show=escape) == "Choose one of: a, &lt;b&gt;."
	arabic = error.text(lambda _text: "اختر من: {known}.")
	assert arabic == f"اختر من: {isolated('a')}، {isolated('<b>')}."


def test_amounts_have_the_digits_of_their_sentence():
	error = InvalidInput("It costs {now}, {percent} % less.", now=Decimal("1250.50"), percent=Decimal("1E+1"))
	assert error.text() == "It costs 1250.50, 10 % less."
	assert error.text(lambda _text: "سعره {now}، أقل {percent} %.") == "سعره ١٬٢٥٠٫٥٠، أقل ١٠ %."


def test_braces_typed_by_a_user_are_shown_as_typed():
	assert str(NotFound(N_("No customer {customer}."), customer="{0} {x}")) == "No customer {0} {x}."


@pytest.mark.parametrize("kind", [InvalidInput, NotFound, NotAllowed, Conflict])
def test_an_error_keeps_its_template_and_values_when_it_crosses_processes(kind):
	copy = pickle.loads(pickle.dumps(kind(N_("Value {value}"), value=3)))
	assert isinstance(copy, WorkshopError)
	assert (type(copy), copy.template, copy.values) == (kind, "Value {value}", {"value": 3})


def test_an_error_belongs_to_the_innermost_input_that_was_named():
	with pytest.raises(InvalidInput) as named, about("emergency_contact"):
		raise InvalidInput(N_("Wrong.")).at("emergency_contact.phone")
	assert named.value.field == "emergency_contact.phone"
	with pytest.raises(InvalidInput) as surrounding, about("phone"):
		raise InvalidInput(N_("Wrong."))
	assert surrounding.value.field == "phone"


def test_an_error_about_no_input_in_particular_names_none():
	assert InvalidInput(N_("Wrong.")).field == ""
