"""What the app adds to the time in which ERPNext submits an invoice, while the job queue works and while it does not.

sites     makes the records, the same on the site without the app and on the one with it
rounds    submits and measures, on both sites in turn
"""
