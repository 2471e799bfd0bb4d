"""The tone check, while somebody writes."""
