"""Keep, mend or end: facts, findings, the review of the portfolio, the dossier of a client."""

from amicable.decision.criteria import Criteria
from amicable.decision.dossier import Dossier, dossier
from amicable.decision.review import Review, review

__all__ = ["Criteria", "Dossier", "Review", "dossier", "review"]
