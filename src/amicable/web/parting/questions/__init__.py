"""Pages of questions about an ending, as values and as forms."""
