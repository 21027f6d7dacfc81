"""One customer, or one car, on one screen.

customer_profile  everything about a customer
newcomer          a new customer saved together with the first car
vehicle_history   a car through all its owners
points_page       what a customer reads of the own points, behind a secret link
remarks           what ERPNext's forms say beside a value that was kept although something is wrong with it
"""
