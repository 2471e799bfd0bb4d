"""Cost to serve, margin, completeness, whale curve."""

from amicable.costing.economics import SUMS, Added, Economics, Sums, economics

__all__ = ["SUMS", "Added", "Economics", "Sums", "economics"]
