"""ERPNext's Vehicle: plates, odometer, owners.

vehicle_record  saved from the profile, kept in shape when saved from anywhere else
plates          plates in both scripts, one car each
ownership       who has a car and who had it; the only writer of Customer Vehicle
service_due     the visits of cars, and what each needs next
service_reminders  customers are told of it, by themselves or by hand
current_owners  one current owner a car, as a rule of the database
"""
