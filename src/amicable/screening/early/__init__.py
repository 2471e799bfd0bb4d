"""Signs that can be seen before anything is signed, one a file."""
