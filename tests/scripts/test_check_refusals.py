"""The check that keeps refusals in core notices what it is for."""

import importlib.util
import sys
from pathlib import Path

import pytest

PATH = Path(__file__).resolve().parents[2] / "scripts" / "check_refusals.py"
SPEC = importlib.util.spec_from_file_location("check_refusals", PATH)
check = importlib.util.module_from_spec(SPEC)
sys.modules["check_refusals"] = check
SPEC.loader.exec_module(check)

SOLD = "{vehicle} is sold already."
RAISED = f'raise Conflict(N_("{SOLD}"), vehicle=name)\n'
NAMED = f'SOLD = N_("{SOLD}")\nraise Conflict(SOLD, vehicle=name)\n'


@pytest.fixture(autouse=True)
def nothing_is_a_hosts_own(monkeypatch):
	monkeypatch.setattr(check, "HOST_ONLY", set())


def found(sources, allowed=None):
	said = [one for path, source in sources.items() for one in check.sentences(path, source)]
	return list(check.problems(said, allowed or {}))


@pytest.mark.parametrize("place", ["services/visits.py", "preview/flows/sales.py", "overrides/invoice.py"])
@pytest.mark.parametrize("source", [RAISED, NAMED], ids=["in place", "by a name"])
def test_a_host_that_refuses_by_itself_is_found(place, source):
	(line,) = found({place: source})
	assert SOLD in line
	assert place in line


def test_core_may_refuse_and_hosts_may_raise_what_core_says():
	assert found({"core/a.py": RAISED, "services/b.py": "raise sold(vehicle)\n"}) == []


@pytest.mark.parametrize("other", ["preview/b.py", "core/b.py"])
def test_a_sentence_that_stands_twice_is_found_though_nobody_refuses_with_it(other):
	said = 'title = _("Erased customer {0}")\n'
	assert len(found({"services/a.py": said, other: said})) == (2 if "preview" in other else 1)


def test_labels_and_terms_may_stand_wherever_they_are_shown():
	said = 'title = N_("Customer profile")\n'
	assert found({"services/a.py": said, "preview/b.py": said}) == []


def test_what_a_host_alone_can_know_is_its_own(monkeypatch):
	monkeypatch.setattr(check, "HOST_ONLY", {SOLD})
	assert found({"services/a.py": RAISED}) == []
	(line,) = found({"services/a.py": ""})
	assert "Take it off the list" in line


def test_an_allowance_only_shrinks():
	assert found({"services/a.py": RAISED}, {SOLD: 1}) == []
	assert len(found({"services/a.py": RAISED, "preview/b.py": RAISED}, {SOLD: 1})) == 2
	(line,) = found({"services/a.py": RAISED}, {SOLD: 2})
	assert "Lower the number" in line


def test_the_app_itself_is_read():
	assert {one.side for one in check.read_app()} == {"core", "erpnext", "preview"}
