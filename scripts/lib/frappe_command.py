"""A command of Frappe whose secrets stand in no process list.

../env/bin/python -c "$(cat frappe_command.py)" COMMAND...   in the folder `sites`

Standard input holds further arguments, one a line. Frappe hands the password of a site's database to MariaDB's
programs as an argument; here it goes by the environment.
"""

import os
import sys

import frappe.database
from frappe.utils.bench_helper import main

make_command = frappe.database.get_command


def make_command_without_password(*args, password=None, **options):
	if password:
		os.environ["MYSQL_PWD"] = password
	return make_command(*args, **options)


frappe.database.get_command = make_command_without_password
sys.argv[1:] = ["frappe", *sys.argv[1:], *sys.stdin.read().splitlines()]
main()
