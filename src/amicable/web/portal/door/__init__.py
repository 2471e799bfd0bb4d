"""The way in: a secret link, a code by mail, and a visit bound to one case."""
