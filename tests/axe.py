"""Deque's axe in the page: what a person who cannot see, hear or point well would stumble over."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from hosts import ROOT

SCRIPT = ROOT / "scripts/node/node_modules/axe-core/axe.min.js"
OURS = ".wcrm"
"""What the app draws inside the desk; the desk around it is Frappe's."""
COLORS = ["color-contrast"]
"""The rules whose answer depends on the scheme."""
RUN = """async ([within, rules]) => (await axe.run(
		within && document.querySelector(within) ? { include: [[within]] } : document,
		{ resultTypes: ["violations"], ...(rules && { runOnly: rules }) },
	)).violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
		`${id}: ${html.slice(0, 150)} (${[...any, ...all, ...none].map(check => check.message).join("; ").slice(0, 200)})`))"""
SCHEME = """scheme => document.documentElement.dataset.theme
	&& (document.documentElement.dataset.theme = scheme)"""


def violations(page: Page, within: str | None = None) -> list[str]:
	"""In the scheme that is shown. `within`: a selector of the parts to look at, the whole page without it."""
	with running_scripts(page) as scripted:
		return run(scripted, within)


def violations_in_both_schemes(page: Page, within: str | None = None) -> list[str]:
	with running_scripts(page) as scripted:
		shown = "dark" if matches(scripted, "(prefers-color-scheme: dark)") else "light"
		other = {"light": "dark", "dark": "light"}[shown]
		found = [f"{shown}: {violation}" for violation in run(scripted, within)]
		use_scheme(scripted, other)
		found += [f"{other}: {violation}" for violation in run(scripted, within, COLORS)]
		use_scheme(scripted, shown)
		return found


def run(page: Page, within: str | None, rules: list[str] | None = None) -> list[str]:
	page.wait_for_load_state()
	if not page.evaluate("typeof axe === 'object'"):
		page.evaluate(SCRIPT.read_text(encoding="utf-8"))
	return page.evaluate(RUN, [within, rules])


def use_scheme(page: Page, scheme: str) -> None:
	page.emulate_media(color_scheme=scheme)
	page.evaluate(SCHEME, scheme)


def matches(page: Page, media: str) -> bool:
	return page.evaluate("media => matchMedia(media).matches", media)


@contextmanager
def running_scripts(page: Page) -> Iterator[Page]:
	"""axe waits for timers, which never end in a page without JavaScript: such a page is drawn again in one that has it."""
	if not matches(page, "(scripting: none)"):
		yield page
		return
	scripted = page.context.browser.new_page(viewport=page.viewport_size)
	drawn = re.sub(r"<script\b.*?</script>|</?noscript>", "", page.content(), flags=re.DOTALL)
	scripted.route(page.url, lambda route: route.fulfill(body=drawn, content_type="text/html; charset=utf-8"))
	scripted.goto(page.url)
	yield scripted
	scripted.close()
