"""How fast the dashboard answers at a million invoices: every tile, the lists behind them, the job and the live refresh.

erpnext   over HTTP, on the site of the profile's benchmark
on_site   runs in the bench's environment: the job, a new invoice, the memory of a web worker
preview   the other host, where there is no bench
in_core   the columns alone, as many rows as wanted
questions filters that nobody has asked for before
"""
