"""Earning rules: what a sale earns by the rows of a program, and why.

model      a rule: when it applies, what it gives, its caps
sale       what is known of the sale and of the customer
matching   on which lines of a sale a rule applies
awarding   the points, and which rule gave how many
caps       what a rule may still give
awards     what was earned by which rule, kept on the ledger
reasons    the same in words
records    rules as rows of a Loyalty Program
checks     what cannot work is refused when the program is saved
"""
