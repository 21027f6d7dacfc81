"""`./dev site`: what it says while it works, where it ends, and what it does to the other sites of the bench."""

import json

import pytest

SITE = "workshop-crm.localhost"


@pytest.fixture(autouse=True)
def _services(services):
	"""Everything here starts the bench's Redis servers."""


def steps(guest):
	return [" ".join(call.split()[1:]) for call in guest.calls]


def test_a_new_site_ends_with_its_address_its_login_and_the_next_step(guest):
	said = guest.dev("site")
	assert said.status == 0, said.text
	assert f"{SITE} is ready: http://{SITE}:8000/app/workshop-crm  (Administrator / admin)" in said.text
	assert said.text.rstrip().endswith("start it with: ./dev up")


def test_a_site_by_another_name_is_started_by_that_name(guest):
	said = guest.dev("site", "second.localhost")
	assert said.text.rstrip().endswith("start it with: ./dev up second.localhost")


def test_a_login_that_would_not_fit_is_not_promised(guest):
	guest.make_site(SITE, "frappe", "erpnext")
	said = guest.dev("site", ADMIN_PASSWORD="something else")
	assert "Administrator, with the password this site was given" in said.text
	assert "something else" not in said.text


def test_a_long_silence_is_broken_by_the_time_passed_and_what_is_being_done(guest):
	said = guest.dev("site", DEMO_SECONDS="3", SECONDS_BETWEEN_SIGNS="1")
	assert "    2 s  60 of 300 records" in said.text


def test_no_command_line_shows_a_password_to_other_users_of_the_machine(guest):
	said = guest.dev("site", MARIADB_ROOT_PASSWORD="of-the-root", ADMIN_PASSWORD="of-the-admin")
	assert said.status == 0, said.text
	asked = [json.loads(line) for line in (guest.bench / "secrets.log").read_text().splitlines()]
	given = [word for command in asked for word in command["arguments"]]
	assert "of-the-root" in given
	assert "of-the-admin" in given
	assert any("of-the-admin" in word and "Demo Workshop" in word for word in given)
	seen = [line for command in asked for line in command["seen"]]
	seen += (guest.folder / "home" / "mariadb.log").read_text().splitlines()
	assert len(seen) > len(asked)
	assert [line for line in seen if "of-the" in line] == []
	assert {command["password for programs"] for command in asked} == {"of-the-site"}


def test_the_other_sites_that_get_this_checkout_are_named_before_it_happens(guest):
	guest.make_site("garage.example.com", "frappe", "erpnext", "workshop_crm")
	guest.make_site("shop.example.com", "frappe", "erpnext")
	text = guest.dev("site").text
	warning = next(line for line in text.splitlines() if "garage.example.com" in line)
	assert "bench --site NAME migrate" in warning
	assert "shop.example.com" not in warning
	assert text.index(warning) < text.index("copying this checkout into")


def test_an_app_that_dev_did_not_put_there_is_left_as_it_is(guest):
	guest.app.mkdir()
	(guest.app / "hooks.py").write_text("somebody else's work")
	guest.own()
	said = guest.dev("site")
	assert said.status == 1
	assert "./dev did not put it there" in said.text
	assert "REPLACE_APP=1" in said.text
	assert (guest.app / "hooks.py").read_text() == "somebody else's work"
	assert steps(guest) == []


def test_a_link_to_somebodys_checkout_is_left_as_it_is(guest):
	work = guest.folder / "work"
	work.mkdir()
	guest.app.symlink_to(work)
	guest.own()
	said = guest.dev("site")
	assert said.status == 1
	assert f"it is a link to {work}" in said.text
	assert guest.app.is_symlink()


@pytest.mark.parametrize("change", ["edited", "added", "deleted"])
def test_work_done_in_the_benchs_copy_is_not_overwritten(guest, change):
	assert guest.dev("site").status == 0
	file = guest.app / "workshop_crm" / ("own.py" if change == "added" else "hooks.py")
	file.unlink() if change == "deleted" else file.write_text("an hour's work")
	guest.own()
	said = guest.dev("site")
	assert said.status == 1
	assert f"it was changed since ./dev copied it (workshop_crm/{file.name})" in said.text
	assert file.exists() is (change != "deleted")


def test_what_is_replaced_on_demand_is_kept_in_the_archive(guest):
	guest.app.mkdir()
	(guest.app / "hooks.py").write_text("somebody else's work")
	guest.own()
	assert guest.dev("site", REPLACE_APP="1").status == 0
	assert (guest.app / "workshop_crm" / "hooks.py").read_text() == "the checkout's hooks.py\n"
	(kept,) = (guest.bench / "archived" / "apps").iterdir()
	assert (kept / "hooks.py").read_text() == "somebody else's work"


def test_what_programs_leave_beside_the_copied_files_is_nobodys_work(guest):
	assert guest.dev("site").status == 0
	for name in (
		"workshop_crm/__pycache__/hooks.pyc",
		".pytest_cache/README.md",
		"workshop_crm/public/dist/js/a.js",
	):
		(guest.app / name).parent.mkdir(parents=True, exist_ok=True)
		(guest.app / name).write_text("made by a program")
	guest.own()
	assert guest.dev("site").status == 0


def test_assets_of_frappe_and_erpnext_that_were_never_built_are_built_and_it_is_said(guest):
	said = guest.dev("site")
	for app in ("frappe", "erpnext"):
		assert f"the bench has no assets of {app} yet" in said.text
		assert f"build --app {app}" in steps(guest)


def test_a_bundle_that_is_listed_but_gone_is_built_again(guest):
	guest.dev("site")
	(guest.bench / "sites" / "assets" / "erpnext" / "dist" / "js" / "erpnext.bundle.js").unlink()
	(guest.bench / "calls.log").unlink()
	guest.dev("site")
	assert [step for step in steps(guest) if step.startswith("build")] == ["build --app erpnext"]


def test_assets_are_built_again_only_when_their_sources_have_changed(guest):
	def builds() -> int:
		(guest.bench / "calls.log").unlink(missing_ok=True)
		assert guest.dev("site").status == 0
		return steps(guest).count("build --app workshop_crm")

	assert [builds(), builds()] == [1, 0]
	(guest.checkout / "workshop_crm" / "public" / "js" / "screen.js").write_text("a new screen")
	assert [builds(), builds()] == [1, 0]
