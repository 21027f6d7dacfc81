"""Whom to call, why, and what came of it.

rules      what the owner decides: a trigger, for whom, and what happens beside the call
crossing   whether a customer crosses a rule's line in the days since the last look
record     the action that is made of it, once, and who is held out
steps      what staff do with an action
outcomes   who came, and the difference to those held out
words      the reason in both languages
call_list  the list as the screen shows it, and as a file
measures   what came of each rule, as the panel shows it, and as a file
"""
