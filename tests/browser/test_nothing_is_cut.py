"""What is longer than usual stays whole and in its place on a phone, and a field that is refused is in sight."""

import pytest
from playwright.sync_api import Locator, expect

# The desk's bar and the page's title stay in sight; the preview has less there.
HEAD = 100


def box(one: Locator) -> dict[str, float]:
	found = one.bounding_box()
	assert found
	return found


def are_apart(one: Locator, other: Locator) -> bool:
	a, b = box(one), box(other)
	return (
		a["x"] + a["width"] <= b["x"] + 1
		or b["x"] + b["width"] <= a["x"] + 1
		or a["y"] + a["height"] <= b["y"] + 1
		or b["y"] + b["height"] <= a["y"] + 1
	)


@pytest.mark.parametrize("language", ["ar", "en"])
def test_a_car_that_was_sold_says_so_beside_its_plate(
	host, open_screen, create_customer, create_vehicle, language
):
	customer = create_customer()["customer"]
	car = create_vehicle(customer)
	host.call("vehicles.end_ownership", vehicle=car["vehicle"])
	page = open_screen("profile", language, "phone", params=customer)
	past = page.locator(".wcrm-car-past")
	assert are_apart(past.locator(".wcrm-plate"), past.locator(".wcrm-badge"))


@pytest.mark.parametrize("viewport", ["phone", "desk"])
def test_a_panels_button_ends_where_its_rows_end(open_screen, create_customer, viewport):
	page = open_screen("profile", "ar", viewport, params=create_customer()["customer"])
	add = box(page.locator("[data-panel=vehicles] .wcrm-panel-head .wcrm-button"))
	rows = box(page.locator("[data-panel=vehicles] .wcrm-panel-body"))
	assert add["x"] >= rows["x"] - 0.5


def test_a_name_in_the_other_script_starts_where_the_tile_starts(open_screen):
	page = open_screen("checkout", "ar", "phone")
	name = page.locator(".wcrm-tile-name bdi").first
	name.evaluate("one => { one.textContent = '150-point inspection of all' }")
	gap = name.evaluate(
		"""one => {
			const text = document.createRange();
			text.selectNodeContents(one);
			const lines = [...text.getClientRects()];
			const end = one.getBoundingClientRect().right;
			return Math.max(...lines.map(line => end - line.right));
		}"""
	)
	assert gap < 2


def test_a_choice_that_is_longer_than_its_field_ends_in_dots(open_screen):
	choice = open_screen("due", "ar", "phone").locator("select.wcrm-input").first
	expect(choice).to_have_css("text-overflow", "ellipsis")


@pytest.mark.parametrize("viewport", ["phone", "desk"])
def test_a_refused_reading_is_in_sight(begin_a_sale, host, viewport):
	page, made = begin_a_sale("500", "ar", viewport)
	car = host.call("profile.get_profile", customer=made["customer"])["vehicles"][0]["vehicle"]
	host.call("vehicles.save_vehicle", vehicle=car, values={"odometer": 64_000})
	page.locator("[name=odometer]").fill("100")
	complete = page.locator("[data-action=complete]")
	expect(complete).to_be_enabled()
	complete.click()
	reason = page.locator("[name=odometer_reason]")
	expect(reason).to_be_focused()
	assert box(reason)["y"] >= HEAD
	assert is_uncovered(reason)
	assert is_uncovered(page.locator(".wcrm-field-problem"))


def is_uncovered(one: Locator) -> bool:
	"""Whether it is what one would touch at its top and in its middle."""
	place = box(one)
	middle = place["x"] + place["width"] / 2
	points = [(middle, place["y"] + 3), (middle, place["y"] + place["height"] / 2)]
	return all(
		one.evaluate("(one, [x, y]) => one.contains(document.elementFromPoint(x, y))", [x, y])
		for x, y in points
	)
