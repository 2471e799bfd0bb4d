"""Deadlines as rows, swept once each; letters that leave once; a calendar to subscribe to."""
