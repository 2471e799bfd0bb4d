"""The interface for programs: everything a screen shows can be had, with a token."""
