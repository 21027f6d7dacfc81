"""Points: a ledger of append-only rows, and the rules that say which row comes next."""
