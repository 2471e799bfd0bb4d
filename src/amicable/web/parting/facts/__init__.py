"""What only people know about an ending: asked page by page, kept as it is typed."""
