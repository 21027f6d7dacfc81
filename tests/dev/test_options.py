"""Asking what a verb does, or mistyping it, changes nothing."""

import pytest

VERBS = ["up", "test", "lint", "benchmark", "screenshots", "site", "services"]


@pytest.mark.parametrize("flag", ["--help", "-h"])
@pytest.mark.parametrize("verb", VERBS)
def test_asking_a_verb_for_help_prints_its_usage_and_touches_no_bench(guest, verb, flag):
	said = guest.dev(verb, flag)
	assert said.status == 0
	assert said.text.startswith(f"./dev {verb}")
	assert guest.calls == []
	assert [path.name for path in (guest.bench / "sites").iterdir() if path.is_dir()] == []


@pytest.mark.parametrize(
	"words",
	[
		("site", "--hlep"),
		("site", "-x"),
		("site", "one.localhost", "two.localhost"),
		("site", "Ein Name"),
		("site", "../elsewhere"),
		("up", "--prot", "8001"),
		("up", "--port"),
		("up", "--port", "eighty"),
		("up", "--port", "70000"),
		("up", "one.localhost", "two.localhost"),
		("services", "restart"),
		("services", "stop", "--all"),
		("services", "start", "--force"),
		("lint", "--fix"),
		("benchmark",),
		("benchmark", "speed"),
		("benchmark", "--rounds"),
		("screenshots",),
		("screenshots", "--against", "there"),
		("screenshots", "--compare", "here"),
		("screenshots", "--compare", "here", "there"),
		("screenshots", "here", "there"),
		("screenshots", "here", "--against"),
		("screenshots", "here", "--against", "there"),
		("screenshots", "--readme", "here"),
		("screenshots", "--guide", "here"),
		("sight",),
	],
)
def test_what_a_verb_does_not_know_is_refused_with_its_usage_and_touches_no_bench(guest, words):
	said = guest.dev(*words)
	assert said.status == 2, said.text
	assert "./dev" in said.text
	assert "dev:" in said.text.splitlines()[-1]
	assert guest.calls == []
	assert [path.name for path in (guest.bench / "sites").iterdir() if path.is_dir()] == []


def test_every_verb_of_the_overview_is_one_that_explains_itself(guest):
	overview = guest.dev("--help")
	assert overview.status == 0
	for verb in [*VERBS, "preview"]:
		assert f"./dev {verb}" in overview.text
