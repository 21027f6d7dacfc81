"""Points on ERPNext's own Loyalty Program and Loyalty Point Entry.

programs      what the program's records say
ledger        reading and appending rows: the only writer of Loyalty Point Entry
accounts      one Customer Loyalty Points row a customer, program and company: the lock and the totals
tier_history  every change of a tier, and why
posting       what an invoice earns and gives back, at any time and as often as wanted
payment       if and when an invoice was paid, where that is what earns
redemption    paying with points, and taking that back on a credit note
referrals     points for who recommended a customer
leaving       what waits for a customer who is erased
upkeep        repair, for the scheduler
passing_time  expiry, pending points and tiers as days go by, for the scheduler
liability     outstanding points in the books, for the scheduler
views         what screens show
points_links  the secret address of a customer's own page
points_messages     statements, points about to expire, tiers that were reached
facts         what the earning rules read of an invoice
history       the same of all invoices of a year, for a trial
trial         what a program would have given for them
program_templates   programs to start from
"""
