"""Who is worth keeping, and how the workshop does.

rows        invoices and invitations as MariaDB gives them to the columns
columns     the columns: made anew, brought up to date, read
changes     what has them brought up to date
visibility  which of their rows a user may see
facts       what the dashboard is computed from
scoring     the job that values every customer; the only writer of Customer Analytics and Customer Value Snapshot
dashboard   the figures, the customers behind them, and the files to take away
"""
