"""python -m benchmarks.pages.daily_jobs SITE, in the bench's folder `sites`: what the scheduler has made on a site that is in use."""

import json
import sys
import time
from collections.abc import Callable

import frappe

from workshop_crm import tasks

JOBS = (tasks.keep_services_due, tasks.keep_survey_months, tasks.count_loyalty_figures)


def main() -> None:
	frappe.init(sys.argv[1])
	frappe.connect()
	try:
		frappe.set_user("Administrator")
		print(json.dumps({job.__name__: seconds_of(job) for job in JOBS}))
	finally:
		frappe.destroy()


def seconds_of(job: Callable[[], None]) -> float:
	began = time.perf_counter()
	job()
	frappe.db.commit()
	return round(time.perf_counter() - began, 1)


if __name__ == "__main__":
	main()
