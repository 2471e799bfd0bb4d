"""Decision records of cases: sealed, signed by a second person, open to contest."""
