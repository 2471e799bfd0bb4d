"""What people of the demo firm and its clients are called and write: one file per language."""
