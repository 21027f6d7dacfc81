"""How long does a person wait for a page of ours on ERPNext at a million invoices?"""
