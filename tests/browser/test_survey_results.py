"""The page of results: what is compared, narrowed, listed and taken away."""

import re

import pytest
from playwright.sync_api import expect


@pytest.fixture
def page(open_screen):
	return open_screen("surveys", "en", "desk")


def test_the_figures_carry_their_intervals_and_the_way_to_the_aim_is_told(page):
	for card in ("response_rate", "csat", "nps", "index"):
		expect(page.locator(f"[data-card={card}]")).to_contain_text("95%")
	expect(page.locator("[data-funnel=sentence]")).to_have_text(re.compile(r"of .* answered"))
	expect(page.locator("[data-lever]")).to_have_count(4)
	expect(page.locator("[data-chart=survey_trend] svg")).to_be_visible()


def test_groups_are_compared_and_people_have_a_fair_share(page):
	groups = page.locator("[data-groups]")
	page.get_by_label("By", exact=True).select_option("language")
	expect(groups.locator("tbody tr")).to_have_count(2)
	expect(groups.get_by_role("columnheader", name="Fair share")).to_have_count(0)
	page.get_by_label("By", exact=True).select_option("technician")
	expect(groups.get_by_role("columnheader", name="Fair share")).to_have_count(1)


def test_a_filter_narrows_the_page_and_stays_in_the_address(page):
	page.locator("[data-filter=language]").select_option("ar")
	expect(page.locator("[data-panel=answers] [data-response]").first).to_contain_text("Arabic")
	assert "language=ar" in page.url
	page.get_by_role("button", name="Clear filters").click()
	expect(page.locator("[data-filter=language]")).to_have_value("")
	assert "language" not in page.url


def test_the_list_shows_every_question_and_opens_the_customer(page):
	page.get_by_label("Show", exact=True).select_option("comment")
	answer = page.locator("[data-panel=answers] [data-response]").first
	expect(answer.locator(".wcrm-comment")).to_be_visible()
	answer.get_by_text("Every question").click()
	expect(answer.locator("dl dd").first).to_be_visible()
	answer.get_by_role("link").first.click()
	expect(page).to_have_url(re.compile("profile|customer"))


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_table_is_saved_as_it_is_shown(page, kind):
	with page.expect_download() as saved:
		page.locator(f"[data-export='trend.{kind}']").click()
	assert saved.value.suggested_filename.endswith(f".{kind}")
