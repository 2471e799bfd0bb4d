"""The firm's own texts and clauses."""
