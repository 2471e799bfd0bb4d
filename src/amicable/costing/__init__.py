"""Cost to serve, margin, completeness, whale curve."""

from amicable.costing.economics import SUMS, Sums, economics

__all__ = ["SUMS", "Sums", "economics"]
