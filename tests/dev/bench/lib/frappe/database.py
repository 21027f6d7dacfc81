def get_command(password=None, **options):
	return "mariadb", [f"--password={password}"] if password else [], "mariadb"
