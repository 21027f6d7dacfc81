import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.review_link import MAX_REVIEW_LINK, checked_review_link


@pytest.mark.parametrize("typed", ["", None, "   "])
def test_nothing_typed_is_no_page(typed):
	assert checked_review_link(typed) == ""


@pytest.mark.parametrize("typed", ["https://g.example/r/abc", " https://مثال.example/تقييم?x=1#top "])
def test_an_address_is_kept_without_the_spaces_around_it(typed):
	assert checked_review_link(typed) == typed.strip()


@pytest.mark.parametrize(
	"typed",
	[
		"javascript:alert(1)",
		"http://g.example/r",
		"g.example/r",
		"https://",
		"https://me@g.example/",
		"https://[g.example",
		"https://g.example/a b",
		"https://g.example/" + "a" * MAX_REVIEW_LINK,
	],
)
def test_what_a_browser_should_not_open_is_refused(typed):
	with pytest.raises(InvalidInput, match="starts with https"):
		checked_review_link(typed)
