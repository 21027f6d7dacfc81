"""What is said to and by customers."""
