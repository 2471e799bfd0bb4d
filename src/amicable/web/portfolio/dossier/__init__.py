"""The dossier of one client."""
