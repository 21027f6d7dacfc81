"""Finding a customer by any usual spelling of a name, by part of a phone number, a plate, a VIN or the customer's id."""
