"""A worker of a bench that knows the app before its first job; each job is a fork, and would import everything anew.

../env/bin/python -c "$(cat warm_worker.py)" QUEUES   in the folder `sites`
"""

import pkgutil
import sys
from importlib import import_module

from frappe.utils.background_jobs import start_worker

OTHERS = (
	"erpnext.accounts.doctype.sales_invoice.sales_invoice",
	"erpnext.selling.doctype.customer.customer",
	"frappe.core.doctype.user.user",
)

for name in OTHERS:
	import_module(name)
for floor in ("workshop_crm.services", "workshop_crm.overrides"):
	for module in pkgutil.walk_packages(import_module(floor).__path__, f"{floor}."):
		import_module(module.name)
start_worker(queue=sys.argv[1])
