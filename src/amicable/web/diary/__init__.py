"""The diary: every action, who and when; append-only, each entry sealed with the one before."""
