"""Letters: built, read, sent by a person, proved."""
