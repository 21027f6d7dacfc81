"""A page of ours that the user has no right to says so, with the way back. The preview has no roles."""

import pytest
from playwright.sync_api import Page, expect


@pytest.fixture
def outsider(host, new_page) -> Page:
	if host.name != "erpnext":
		pytest.skip("the preview has no roles")
	page = new_page("ar", logged_in=False)
	assert page.context.request.post(f"{host.url}/api/method/login", form=host.outsider).ok
	return page


def test_the_page_names_itself_and_leads_back(host, outsider, keep_picture, say):
	outsider.goto(f"{host.url}/app/user-profile")
	outsider.goto(f"{host.url}/app/workshop-dashboard")
	notice = outsider.locator('[data-closed="dashboard"]')
	expect(notice).to_contain_text("لوحة المعلومات")
	expect(outsider.locator(".modal:visible")).to_have_count(0)
	keep_picture(outsider, "closed-page-ar")
	notice.get_by_role("button", name=say(outsider, "Back"), exact=True).click()
	expect(outsider).to_have_url(f"{host.url}/app/user-profile")
