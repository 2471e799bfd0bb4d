"""What a case still lacks: gates that stand, remedies that are left, needs that are open."""
