"""The call list: the only writer of Customer Action.

rules      the owner's rules, checked when they are saved
finding    the nightly job: who crosses a rule's line
crossers   the records in which it looks
reaching   the message and the points beside a call
settling   what came of actions
call_list  the list and what staff do with it
measures   what came of each rule, for managers
merging    two customers become one
"""
