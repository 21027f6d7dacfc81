import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.languages import language_of, name_in, read_language


@pytest.mark.parametrize(
	("name", "language"), [("English", "en"), ("Arabic", "ar"), (None, "ar"), ("", "ar")]
)
def test_a_customer_without_a_chosen_language_is_written_to_in_arabic(name, language):
	assert language_of(name) == language


@pytest.mark.parametrize(
	("language", "name", "name_ar", "shown"),
	[
		("ar", "Huda", "هدى", "هدى"),
		("en", "Huda", "هدى", "Huda"),
		("fr", "Huda", "هدى", "Huda"),
		("ar", "Huda", "", "Huda"),
		("en", None, "هدى", "هدى"),
		("en", None, None, ""),
	],
)
def test_a_name_is_shown_in_the_readers_language_or_as_there_is_one(language, name, name_ar, shown):
	assert name_in(language, name, name_ar) == shown


def test_a_request_names_one_of_the_two_languages_or_none():
	assert (read_language("ar"), read_language(None), read_language("")) == ("ar", None, None)
	with pytest.raises(InvalidInput, match="fr"):
		read_language("fr")
