"""What is planted: bad clients by their families of signs, and clients who only look bad."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from amicable.demo.days import Floats

BAD = 20

FALSE_POSITIVES: Mapping[str, str] = {
    "demanding": "Demanding but good: writes at all hours and takes many of ours, all of them priced; profitable and polite.",
    "robot": "One requester is a machine that writes round the clock.",
    "typing_error": "A huge order was a typing error and was reversed within minutes.",
    "seasonal": "Comes almost only in the season in which everybody behaves so.",
    "few_observations": "Missed one of two appointments; too few to say anything.",
    "price_sensitive": "Always asks for a discount, and always pays on time.",
    "difficult_contact": "One difficult contact at a good client.",
    "just_complained": "Has just complained, with reason; an ending now would look like retaliation.",
}

FAMILY_SIGNS: Mapping[str, tuple[str, ...]] = {
    "payment trouble": ("late_payment",),
    "unprofitable": ("unprofitable",),
    "drain": ("hours_per_revenue",),
    "missed meetings": ("no_shows", "late_cancellations"),
    "no boundaries": ("after_hours_contact",),
    "takes advantage": ("credits_and_refunds",),
}
SHOP_SIGNS: Mapping[str, tuple[str, ...]] = {
    **FAMILY_SIGNS,
    "takes advantage": ("returns", "credits_and_refunds"),
}

SERVICE_FAMILIES = (
    ("payment trouble", "drain", "unprofitable"),
    ("payment trouble", "missed meetings"),
    ("missed meetings", "no boundaries"),
    ("no boundaries", "drain", "unprofitable"),
    ("payment trouble", "no boundaries"),
    ("takes advantage", "payment trouble"),
    ("missed meetings", "drain", "unprofitable"),
    ("unprofitable", "payment trouble"),
    ("takes advantage", "no boundaries"),
    ("unprofitable", "missed meetings"),
)
SHOP_FAMILIES = (
    ("takes advantage", "payment trouble"),
    ("takes advantage", "drain", "unprofitable"),
    ("takes advantage", "no boundaries"),
    ("payment trouble", "no boundaries"),
    ("payment trouble", "drain", "unprofitable"),
    ("takes advantage", "unprofitable"),
    ("no boundaries", "drain", "unprofitable"),
    ("unprofitable", "payment trouble"),
    ("takes advantage", "payment trouble", "no boundaries"),
    ("no boundaries", "unprofitable"),
)


@dataclass(frozen=True)
class Trait:
    """A lasting share of a client's occasions: usual mean, how alike clients are, cap, and when planted."""

    usual: float
    alike: float
    """Sum of the beta distribution's parameters; a weak spot has a quarter of it."""
    cap: float
    planted: tuple[float, float]
    family: str

    def drawn(self, rng: np.random.Generator, count: int) -> tuple[Floats, Floats]:
        """The trait of `count` clients as usual, and as a weak spot."""
        ordinary, loose = (
            rng.beta(self.usual * a, (1 - self.usual) * a, count) for a in (self.alike, self.alike / 4)
        )
        return np.minimum(ordinary, self.cap), np.minimum(loose, self.cap)


TRAITS: Mapping[str, Trait] = {
    "late": Trait(0.17, 70, 0.38, (0.74, 0.86), "payment trouble"),
    "no_show": Trait(0.05, 120, 0.13, (0.27, 0.34), "missed meetings"),
    "late_cancel": Trait(0.05, 120, 0.13, (0.22, 0.30), "missed meetings"),
    "after_hours": Trait(0.10, 90, 0.26, (0.56, 0.66), "no boundaries"),
    "returns": Trait(0.08, 90, 0.20, (0.40, 0.50), "takes advantage"),
    "credits": Trait(0.03, 120, 0.10, (0.28, 0.36), "takes advantage"),
}
