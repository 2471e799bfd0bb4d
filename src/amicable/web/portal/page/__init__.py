"""What the client sees, and what the client says."""
