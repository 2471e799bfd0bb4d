"""What the firm owes a client at the end, to read."""
