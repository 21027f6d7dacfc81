"""Who is worth keeping, and how the workshop does.

facts      the workshop's records as columns
scoring    the job that values every customer; the only writer of Customer Analytics and Customer Value Snapshot
dashboard  the figures, the customers behind them, and the files to take away
"""
