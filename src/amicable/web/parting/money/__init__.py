"""The final account, line by line."""
