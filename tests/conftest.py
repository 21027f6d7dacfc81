"""Options and fixtures of every suite."""

import shutil
from collections.abc import Iterator

import pytest

from hosts import Host, erpnext_host, preview_host

pytest_plugins = ["factories"]


def pytest_addoption(parser: pytest.Parser) -> None:
	parser.addoption("--host", choices=("preview", "erpnext"), default="preview", help="the host to test")


@pytest.fixture(scope="session")
def host(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Host]:
	if request.config.getoption("--host") == "erpnext":
		yield erpnext_host()
		return
	yield from preview_host(tmp_path_factory.mktemp("preview"))


@pytest.fixture(scope="session")
def chromium() -> str:
	path = shutil.which("chromium")
	if not path:
		pytest.skip("there is no Chromium on this machine")
	return path
