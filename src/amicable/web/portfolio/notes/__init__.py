"""Notes about a client, and what was tried with it."""
