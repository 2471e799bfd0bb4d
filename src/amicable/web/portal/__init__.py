"""The page of the client who leaves: what ends when, who does what, files, and a way to say something back."""
