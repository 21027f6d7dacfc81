"""Which channel may carry a message, how messages and their history read, and what staff write down."""
