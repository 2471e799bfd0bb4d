"""One file per kind of fact: the schema of its table."""
