"""Long work that people start and leave alone: it shows how far it is, and survives a closed page."""
