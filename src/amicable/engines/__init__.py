"""Where the evidence lies: the ledger of Delta tables, and DuckDB that reads it on one machine."""
