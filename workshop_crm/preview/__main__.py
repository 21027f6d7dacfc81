import sys

from workshop_crm.preview.cli.main import main

if __name__ == "__main__":
	sys.exit(main())
