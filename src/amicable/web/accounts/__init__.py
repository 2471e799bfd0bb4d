"""People and their roles: signing in, invitations, sessions, preferences."""
