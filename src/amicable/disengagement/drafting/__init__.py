"""From what the records and the people know to the kit of one ending, as drafts."""
