import sys


def check_password(user, password, delete_tracker_cache=True):
	if password != "admin":
		sys.exit("wrong password")
