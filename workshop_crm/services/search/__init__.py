"""Finding customers: what changed is queued with the change, brought to the index after it, and asked for there.

	updates    search updates, written in the transaction of the change, and their way to an engine
	rebuild    an index made again from all customers
	upkeep     what jobs and the scheduler do with both
	engines    which indexes there are; the local one answers while the other cannot
	documents  customers as an index wants them
	find, duplicates, links   the search box, likely duplicates of a new customer, ERPNext's link fields

The index is never the truth, and nothing is lost while it is away: an update stays until its engine has it.
"""
