"""Redis and MariaDB of a bench that others use, too."""

JOB = ("rpush", "rq:queue:default", "a job that waits")


def test_a_job_that_waits_is_still_there_after_redis_was_stopped_and_started(guest, queue):
	assert guest.dev("services", "start").status == 0
	queue.ask(*JOB)
	assert guest.dev("services", "stop").status == 0
	assert not queue.is_up()
	assert guest.dev("services", "start").status == 0
	assert queue.ask("lrange", "rq:queue:default", "0", "-1") == "a job that waits"


def test_redis_that_somebody_else_is_connected_to_runs_on_and_it_is_said(guest, queue):
	guest.dev("services", "start")
	with queue.connect():
		said = guest.dev("services", "stop")
		assert queue.is_up()
	assert f"Redis on port {queue.port} runs on: 1 other connections use it" in said.text


def test_force_stops_what_others_use_and_keeps_its_jobs_all_the_same(guest, queue):
	guest.dev("services", "start")
	queue.ask(*JOB)
	with queue.connect():
		said = guest.dev("services", "stop", "--force")
		assert not queue.is_up(), said.text
	guest.dev("services", "start")
	assert queue.ask("llen", "rq:queue:default") == "1"


def test_redis_that_cannot_write_its_jobs_down_is_not_stopped(guest, queue):
	guest.dev("services", "start")
	queue.ask(*JOB)
	(guest.bench / "config" / "queue.rdb").mkdir()
	said = guest.dev("services", "stop")
	assert queue.is_up()
	assert "could not be stopped" in said.text


def test_a_verb_stops_the_redis_it_started_and_keeps_its_jobs(guest, queue):
	guest.dev("services", "start")
	queue.ask(*JOB)
	guest.dev("services", "stop")
	said = guest.dev("site")
	assert said.status == 0, said.text
	assert "starting Redis (queue)" in said.text
	assert not queue.is_up()
	guest.dev("services", "start")
	assert queue.ask("llen", "rq:queue:default") == "1"


def test_redis_that_somebody_came_to_use_meanwhile_outlives_the_verb_that_started_it(
	guest, queue, wait_until
):
	(guest.bench / "hold-the-demo").touch()
	verb = guest.start("site")
	wait_until(lambda: any("workshop-crm demo" in call for call in guest.calls), "the demo")
	with queue.connect():
		(guest.bench / "hold-the-demo").unlink()
		text = verb.communicate(timeout=60)[0]
		assert queue.is_up()
	assert f"Redis on port {queue.port} runs on" in text
	assert "./dev services stop" in text


def test_redis_that_was_up_before_the_verb_came_is_left_alone(guest, queue):
	guest.dev("services", "start")
	assert guest.dev("site").status == 0
	assert queue.is_up()
