"""The program in use takes the rules of a template; what was earned before stays."""

from workshop_crm.preview.cli.main import main


def test_templates_are_listed_with_their_examples(tmp_path, capsys):
	assert main(["loyalty-template", "--data", str(tmp_path / "w.sqlite3")]) == 0
	assert "visits: Points for visits" in capsys.readouterr().out


def test_an_unknown_template_is_refused(tmp_path, capsys):
	assert main(["loyalty-template", "nothing", "--data", str(tmp_path / "w.sqlite3")]) == 1
	assert "Choose one of: simple, visits" in capsys.readouterr().err


def test_the_program_in_use_takes_the_rules_and_members_keep_their_points(call, new_customer, workshop):
	customer = new_customer()
	lines = [{"item": call("visits.options")["items"][0]["item"], "qty": 1, "rate": 400}]

	def complete(key):
		return call("visits.complete", customer=customer, lines=lines, idempotency_key=key * 24)

	before = complete("a")["balance"]
	assert main(["loyalty-template", "visits", "--data", str(workshop.data)]) == 0
	quote = call("visits.quote", customer=customer, lines=lines)
	done = complete("b")
	assert (quote["points_to_earn"], done["points_earned"], done["balance"]) == (10, 10, before + 10)
	assert done["because"] == "10 for Visit"
	assert call("loyalty.program")["program"] == "Workshop Rewards"
