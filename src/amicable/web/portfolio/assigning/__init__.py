"""Which employees work with which clients."""
