"""The queue: findings and incidents that wait for a person, one after the other."""
