"""The dashboard in a browser: a cell opens as many customers as it says, and a panel is saved as a picture."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def dashboard(open_screen) -> Page:
	page = open_screen("dashboard", "en", "desk")
	page.locator("[data-panel=heatmap]").wait_for()
	return page


def test_a_cell_opens_as_many_customers_as_it_says(dashboard: Page):
	cell = dashboard.locator("[data-panel=retention] tr[data-cohort] .wcrm-heat-open-list").first
	count = int(cell.locator("small").inner_text())
	cell.click()
	listed = dashboard.locator("dialog [data-customer]")
	expect(listed).to_have_count(min(count, 50))
	expect(dashboard.locator("dialog .wcrm-push")).to_have_text(f"{min(count, 50)} of {count}")
	dashboard.keyboard.press("Escape")
	expect(cell).to_be_focused()


def test_the_visits_behind_an_hour_add_up_to_the_cell(dashboard: Page):
	cell = dashboard.locator("[data-panel=heatmap] .wcrm-heat-open-list").first
	count = int(cell.inner_text().replace(",", ""))
	cell.click()
	rows = dashboard.locator("dialog [data-customer]")
	rows.first.wait_for()
	visits = [int(text) for text in rows.locator("td:nth-child(3)").all_inner_texts()]
	assert sum(visits) == count


def test_a_step_of_the_funnel_opens_as_many_customers_as_it_says(dashboard: Page):
	cell = dashboard.locator("[data-panel=funnel] tr[data-step=answered] .wcrm-link-button")
	count = int(cell.inner_text().replace(",", ""))
	cell.click()
	expect(dashboard.locator("dialog .wcrm-push")).to_have_text(f"{min(count, 50)} of {count:,}")


def test_a_move_between_tiers_opens_as_many_customers_as_it_says(dashboard: Page):
	cell = dashboard.locator("[data-panel=tier_moves] tr[data-move] .wcrm-heat-open-list").first
	count = int(cell.inner_text().replace(",", ""))
	cell.click()
	expect(dashboard.locator("dialog .wcrm-push")).to_have_text(f"{min(count, 50)} of {count:,}")


@pytest.mark.parametrize("panel", ["clv_trend", "heatmap", "segments", "funnel", "tier_moves"])
def test_a_panel_is_saved_as_a_picture_of_its_size(dashboard: Page, panel: str, tmp_path: Path):
	with dashboard.expect_download() as download:
		dashboard.locator(f"[data-export='{panel}.png']").click()
	file = tmp_path / "picture.png"
	download.value.save_as(file)
	content = file.read_bytes()
	assert content.startswith(PNG)
	width, height = struct.unpack(">II", content[16:24])
	box = dashboard.locator(f"[data-panel={panel}]").bounding_box()
	assert box
	assert (width, height) >= (int(box["width"]) * 2, 200)
	assert re.fullmatch(rf"{panel}\.png", download.value.suggested_filename)
