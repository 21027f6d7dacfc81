"""Whether points are right to the last one, and what that costs.

steps        random steps of many accounts in core
stored       the same rows in the preview's SQLite file
on_site      random steps written by the site's own services, on MariaDB
tills        workers who redeem the same customers' points at once, on MariaDB
submits      what redeeming adds to the time of a submit, over ERPNext alone
rules        what the rules take for an invoice
"""
