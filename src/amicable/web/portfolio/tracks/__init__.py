"""Confidential tracks about a client."""
