"""The files of a client by record class, and the pack that the client downloads."""
