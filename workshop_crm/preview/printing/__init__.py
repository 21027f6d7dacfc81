"""What is printed about an invoice."""
