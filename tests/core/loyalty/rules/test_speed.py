"""The till does not wait for the rules: 10 ms for an invoice of 50 lines, and ten times that on a busy machine."""

from benchmarks.loyalty.rules import milliseconds


def test_fifty_lines_under_two_dozen_rules():
	assert milliseconds() < 100
