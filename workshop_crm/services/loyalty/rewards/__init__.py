"""Rewards on ERPNext's invoices and for later use.

shelf        what the rules read: the catalog, what was taken of it, codes that wait
sale         an invoice as the rules see it, and the reward's amount in its discount
on_invoice   a reward on an invoice: priced with it, paid at its submit, given back with it
redemptions  the only writer of Reward Redemption
counter      the endpoints
by_hand      codes that are reserved, handed over or taken back at the counter
"""
