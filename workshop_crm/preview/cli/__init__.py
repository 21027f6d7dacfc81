"""The command line: `python -m workshop_crm.preview serve|import|demo|reindex|analytics|search`."""
