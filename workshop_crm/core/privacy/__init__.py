"""What people get of the data that is held of them."""
