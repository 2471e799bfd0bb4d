"""Prospects: looked at by the same profile before anything is signed."""
