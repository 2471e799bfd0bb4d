"""Offboarding of clients: tasks, deadlines, file packs, retention and erasure, register, and a look back."""
