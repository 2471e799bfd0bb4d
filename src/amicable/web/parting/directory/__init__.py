"""Vetted alternatives whom a client can be referred to."""
