"""python -m benchmarks.pages.daily_jobs SITE, in the bench's folder `sites`: what the scheduler has made on a site that is in use."""

import json
import sys

import frappe

from workshop_crm import tasks


def main() -> None:
	frappe.init(sys.argv[1])
	frappe.connect()
	try:
		frappe.set_user("Administrator")
		tasks.keep_survey_months()
		tasks.count_loyalty_figures()
		frappe.db.commit()
		print(json.dumps({}))
	finally:
		frappe.destroy()


if __name__ == "__main__":
	main()
