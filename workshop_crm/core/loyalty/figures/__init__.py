"""What the owner sees of a loyalty program, all of it counted from the ledger and the records beside it.

filters     which program and days, and which cell of a table is asked about
statements  the questions to the database, the same on both hosts
points      points by month and by kind, what is outstanding, breakage
tiers       who is in which tier, and the flow between them
members     members beside other customers, and what a repeat visit costs
rewards     how often each reward is used
rules       what each earning rule has given
report      all of these as one reply
lists       the rows behind a cell
export      tables and lists as rows of a file
"""
