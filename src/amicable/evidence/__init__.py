"""What is known: one table schema per kind of fact, and the facts themselves, wherever they lie."""

from amicable.evidence.evidence import Evidence, Promise, count, schema, schemas
from amicable.evidence.firm import Firm
from amicable.evidence.problem import Problem

__all__ = ["Evidence", "Firm", "Problem", "Promise", "count", "schema", "schemas"]
