"""The bench that BENCH_PATH names, and no other."""

import shutil

import pytest

VERBS = [("site",), ("up",), ("services", "start"), ("benchmark", "profile"), ("test",)]


@pytest.fixture
def usual_bench(guest):
	"""A bench in the usual place, which a wrong BENCH_PATH must not fall back to."""
	path = guest.folder / "home" / "frappe-bench"
	shutil.copytree(guest.bench, path)
	guest.own()
	return path


@pytest.mark.parametrize("words", VERBS)
def test_a_bench_path_where_nothing_is_ends_the_verb_and_no_other_bench_is_used(guest, usual_bench, words):
	said = guest.dev(*words, BENCH_PATH="/nowhere/bench")
	assert said.status == 1
	assert "BENCH_PATH is /nowhere/bench" in said.text
	assert "there is no such folder" in said.text
	assert not (usual_bench / "calls.log").exists()


@pytest.mark.parametrize(
	("missing", "reason"), [("sites", "sites/apps.txt"), ("apps/erpnext", "bench get-app erpnext")]
)
def test_a_bench_path_that_is_no_bench_with_erpnext_says_what_is_missing_there(
	guest, usual_bench, missing, reason
):
	shutil.rmtree(guest.bench / missing)
	said = guest.dev("site")
	assert said.status == 1
	assert f"BENCH_PATH is {guest.bench}" in said.text
	assert reason in said.text
	assert not (usual_bench / "calls.log").exists()


def test_without_bench_path_the_bench_in_the_users_home_is_used(guest, usual_bench):
	said = guest.dev("services", "status", BENCH_PATH="")
	assert said.status == 0
	assert "MariaDB: up" in said.text


def test_the_tests_do_not_begin_in_a_named_bench_with_somebody_elses_app(guest):
	guest.app.mkdir()
	guest.own()
	said = guest.dev("test")
	assert said.status == 1
	assert "./dev did not put it there" in said.text
	assert "REPLACE_APP=1" in said.text
	assert "installing" not in said.text
