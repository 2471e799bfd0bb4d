"""The conversation: planned, rehearsed, held, written down."""
