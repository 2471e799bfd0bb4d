"""The mandate: may I do this now? Budgets, bookings, and requests for what is above."""
