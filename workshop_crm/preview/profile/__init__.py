"""One customer, or one car, on one screen."""
