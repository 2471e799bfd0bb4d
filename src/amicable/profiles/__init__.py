"""Peer groups; ideal and non-ideal clients side by side."""
