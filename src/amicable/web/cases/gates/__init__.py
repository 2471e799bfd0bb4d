"""Gates of a case: what was asked and answered, and who lets it pass all the same."""
