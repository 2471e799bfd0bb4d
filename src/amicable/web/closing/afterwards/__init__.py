"""After the end: contact is cut off, and one looks back."""
