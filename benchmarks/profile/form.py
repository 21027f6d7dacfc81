"""Times of the Customer form in Chromium: the first opening in a new browser, and going from one customer to another."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import quote

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from benchmarks.profile.figures import spread
from benchmarks.profile.session import Session

WARM_UPS = 5
# Debian's Chromium as root, without its calls home.
_QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
_VIEWPORT: ViewportSize = {"width": 1360, "height": 900}

# A form is drawn when Frappe has run the last step of its refresh for that record and a frame with it was shown.
_WATCH = """
window.benchmark = { drawn: null };
(function watch() {
	const dashboard = window.frappe?.ui?.form?.Dashboard?.prototype;
	if (!dashboard) return requestAnimationFrame(watch);
	const original = dashboard.after_refresh;
	dashboard.after_refresh = function (...given) {
		const result = original.apply(this, given);
		benchmark.drawn = this.frm.docname;
		return result;
	};
})();
benchmark.until = (holds) => new Promise((resolve, reject) => {
	const longest = performance.now() + 60_000;
	(function look() {
		requestAnimationFrame((now) => {
			// A timer that is set in a frame runs after that frame was painted.
			if (holds()) setTimeout(() => resolve(performance.now()));
			else if (now > longest) reject(new Error("Nothing was drawn within a minute."));
			else look();
		});
	})();
});
benchmark.isDrawn = (customer) =>
	benchmark.drawn === customer && cur_frm.doc?.name === customer && cur_frm.layout.wrapper.is(":visible");
benchmark.isPanelDrawn = (customer) => {
	const panel = cur_frm.wrapper.querySelector('[data-screen="profile_embedded"][data-state="ready"]');
	return panel?.querySelector("[data-customer]")?.dataset.customer === customer && panel.offsetHeight > 0;
};
"""
_WAIT = """async ([customer, hasPanel, goes]) => {
	const start = goes ? performance.now() : 0;
	if (goes) {
		benchmark.drawn = null;
		frappe.set_route("Form", "Customer", customer);
	}
	const form = await benchmark.until(() => benchmark.isDrawn(customer));
	const panel = hasPanel ? await benchmark.until(() => benchmark.isPanelDrawn(customer)) : form;
	return [form - start, panel - start];
}"""


@dataclass
class Times:
	"""Milliseconds of one kind of form; `panel` counts from the same start as `form`."""

	form: list[float] = field(default_factory=list)
	panel: list[float] = field(default_factory=list)
	cold: list[float] = field(default_factory=list)

	def cold_seconds(self) -> float:
		"""The longest of the first openings."""
		return round(max(self.cold) / 1000, 2)


@contextmanager
def chromium() -> Iterator[Browser]:
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=_path(), args=list(_QUIET))
		yield browser
		browser.close()


def measure(
	browser: Browser, session: Session, customers: Sequence[str], times: Times, has_panel: bool
) -> None:
	"""Open the first customer in a new browser context, then the others; some are left out as warm-ups."""
	context = browser.new_context(viewport=_VIEWPORT, locale="en-GB")
	try:
		context.add_cookies([{"name": "sid", "value": session.cookies["sid"], "url": session.address}])
		context.add_init_script(_WATCH)
		page = context.new_page()
		first, *others = customers
		page.goto(f"{session.address}/app/customer/{quote(first)}", wait_until="commit")
		times.cold.append(_wait(page, first, has_panel, goes=False)[1])
		for place, customer in enumerate(others):
			page.wait_for_load_state("networkidle")
			form, panel = _wait(page, customer, has_panel, goes=True)
			if place >= WARM_UPS:
				times.form.append(form)
				times.panel.append(panel)
	finally:
		context.close()


def summary(stock: Times, ours: Times) -> dict[str, object]:
	stock_ms, form_ms, panel_ms = spread(stock.form), spread(ours.form), spread(ours.panel)
	return {
		"stock_ms": stock_ms,
		"our_form_ms": form_ms,
		"panel_ms": panel_ms,
		"ratio_form": round(form_ms["p50"] / stock_ms["p50"], 3),
		"ratio_panel": round(panel_ms["p50"] / stock_ms["p50"], 3),
		"stock_cold_s": stock.cold_seconds(),
		"cold_s": ours.cold_seconds(),
	}


def _wait(page: Page, customer: str, has_panel: bool, goes: bool) -> list[float]:
	return page.evaluate(_WAIT, [customer, has_panel, goes])


def _path() -> str:
	path = shutil.which("chromium")
	if not path:
		raise SystemExit("There is no Chromium on this machine.")
	return path
