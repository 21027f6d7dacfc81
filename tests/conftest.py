"""Options and fixtures of every suite."""

import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, expect, sync_playwright

from examples import THOROUGH, THOROUGH_EXAMPLES
from hosts import Host, erpnext_host, preview_host

pytest_plugins = ["factories"]

# Debian's Chromium as root, without its calls home.
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]

# How long an example takes says more about what else the machine does than about the rule.
settings.register_profile("without-deadline", deadline=None)
settings.register_profile(THOROUGH, deadline=None, max_examples=THOROUGH_EXAMPLES)
settings.load_profile("without-deadline")

# Several suites share the machine: what is awaited may come late, and is as right then.
expect.set_options(timeout=15_000)


def pytest_addoption(parser: pytest.Parser) -> None:
	parser.addoption("--host", choices=("preview", "erpnext"), default="preview", help="the host to test")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
	"""A page is some fifty files and its moves are timed: one that came late is no defect of a screen.

	pytest lists what ran again.
	"""
	for item in items:
		if "browser" in getattr(item, "fixturenames", ()):
			item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session")
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
	if request.config.getoption("--host") == "erpnext":
		yield erpnext_host()
		return
	yield from preview_host(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
	"""One Chromium for all suites: Playwright runs only one at a time in a process.

	The headless build, where there is one, draws the same pages with a fourth less of the processor.
	"""
	path = shutil.which("chromium-headless-shell") or shutil.which("chromium")
	if not path:
		pytest.skip("there is no Chromium on this machine")
	with sync_playwright() as playwright:
		browser = playwright.chromium.launch(executable_path=path, args=QUIET)
		yield browser
		browser.close()
