"""The messages of one client, with what was read in them."""
