"""Deque's axe in the page: what a person who cannot see, hear or point well would stumble over."""

from playwright.sync_api import Page

from hosts import ROOT

SCRIPT = ROOT / "scripts/node/node_modules/axe-core/axe.min.js"
OURS = ".wcrm"
"""What the app draws inside the desk; the desk around it is Frappe's."""
RUN = """async (within) => (await axe.run(
		within && document.querySelector(within) ? { include: [[within]] } : document,
		{ resultTypes: ["violations"] },
	)).violations.flatMap(({ id, nodes }) => nodes.map(({ html, any, all, none }) =>
		`${id}: ${html.slice(0, 150)} (${[...any, ...all, ...none].map(check => check.message).join("; ").slice(0, 200)})`))"""
SCHEME = """scheme => document.documentElement.dataset.theme
	&& (document.documentElement.dataset.theme = scheme)"""


def violations(page: Page, within: str | None = None) -> list[str]:
	"""In light and in dark colours. `within`: a selector of the parts to look at, the whole page without it."""
	page.wait_for_load_state()
	if not page.evaluate("typeof axe === 'object'"):
		page.evaluate(SCRIPT.read_text(encoding="utf-8"))
	shown = "dark" if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") else "light"
	other = {"light": "dark", "dark": "light"}[shown]
	found = []
	for scheme in (other, shown):
		page.emulate_media(color_scheme=scheme)
		page.evaluate(SCHEME, scheme)
		found += [f"{scheme}: {violation}" for violation in page.evaluate(RUN, within)]
	return found
