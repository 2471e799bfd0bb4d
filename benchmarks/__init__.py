"""Measured against named peers in the same run; nothing here is asserted by a timed test."""
