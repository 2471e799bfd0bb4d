"""The report: one self-contained page that partners would want to open."""

from amicable.report.page import page

__all__ = ["page"]
