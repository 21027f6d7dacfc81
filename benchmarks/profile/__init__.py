"""How fast the customer profile is on ERPNext, beside the stock Customer form, at the size of a big workshop.

workload   the made-up workshop in memory: who came when with which car
site       runs in the bench's environment: fills the site, makes the user, takes the app off the site and puts it back
bench      commands and the web server of the bench, from outside
endpoint   times of get_profile over HTTP
form       times of the Customer form in Chromium, stock and ours
"""
