"""What of ERPNext's own tests fails with the app alone is told from what fails anyway."""

import importlib.util
from pathlib import Path

import pytest

PATH = Path(__file__).parents[2] / "scripts" / "compare_suites.py"
SPEC = importlib.util.spec_from_file_location("compare_suites", PATH)
compare_suites = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(compare_suites)


@pytest.fixture
def compared(tmp_path):
	def compare(stock, app):
		for name, text in (("stock", stock), ("app", app)):
			(tmp_path / name).mkdir()
			(tmp_path / name / "Customer.log").write_text(text)
		return compare_suites.main(str(tmp_path / "stock"), str(tmp_path / "app"))

	return compare


def log(*failed, ran=9):
	where = "erpnext.x.test_x.TestLoyaltyProgram"
	lines = [f"FAIL: {test} ({where}.{test})" for test in failed]
	return "\n".join([*lines, f"Ran {ran} tests in 1.0s", "OK"])


def test_what_fails_without_the_app_too_is_erpnexts(compared):
	assert compared(log("test_a"), log("test_a")) == 0


def test_what_fails_with_the_app_alone_is_wrong(compared):
	assert compared(log("test_a"), log("test_a", "test_b")) == 1


def test_what_the_app_does_otherwise_on_purpose_is_not_wrong(compared):
	assert compared(log(), log("test_cancel_sales_invoice")) == 0


def test_a_suite_that_did_not_come_to_its_end_is_wrong(compared):
	assert compared(log(), "Traceback") == 1


def test_fewer_tests_with_the_app_are_wrong(compared):
	assert compared(log(ran=9), log(ran=8)) == 1
