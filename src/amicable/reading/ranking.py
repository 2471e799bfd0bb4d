"""A small model that learns from verdicts which findings are most likely so. It ranks a queue and decides nothing.

Logistic regression with a penalty on the squares of its weights, over hashed runs of three to five characters of the
words and the name of the rule. It stays off until, on verdicts held back from it, it orders better than the rules do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.special import expit, xlog1py, xlogy

Floats = NDArray[np.float64]

WIDTH = 2**12
"""Columns that runs of characters are hashed into."""
RUNS = (3, 4, 5)
PENALTY = 1.0
FOLDS = 5
FEWEST = 60
"""Verdicts of a language below which nothing is learned."""
FEWEST_OF_EACH = 15
"""Verdicts of either kind below which nothing is learned."""
DRAWS = 400
LONGEST = 400
LEVEL = 0.95


@dataclass(frozen=True)
class Judged:
    """A finding with what a person said of it."""

    rule: str
    quote: str
    confirmed: bool
    rules_score: float
    """How sure its rule is: what the rules' own order goes by."""


@dataclass(frozen=True)
class Auc:
    """The probability that a confirmed finding stands before a rejected one; with its interval (95 %, bootstrap)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True)
class Figures:
    """How well findings are ordered on verdicts that were held back."""

    verdicts: int
    confirmed: int
    rules: Auc | None = None
    learned: Auc | None = None
    better: float = 0.0
    """Lower end of the interval of how much better the learned order is; above 0 it is used."""

    @property
    def in_use(self) -> bool:
        """Whether the learned order has proved better than the rules' own."""
        return self.learned is not None and self.better > 0


@dataclass(frozen=True)
class Model:
    """Weights by column; the last one stands alone."""

    weights: Floats

    def scores(self, rules: Sequence[str], quotes: Sequence[str]) -> Floats:
        """The probability (0 to 1) that each finding is what it seems, as far as words tell."""
        found: Floats = expit(features(rules, quotes) @ self.weights[:-1] + self.weights[-1])
        return found


def features(rules: Sequence[str], quotes: Sequence[str]) -> "csr_matrix[np.float64]":
    """One row for each finding: its runs of characters and its rule, of length 1 together."""
    rows, columns = list[int](), list[int]()
    for number, (rule, quote) in enumerate(zip(rules, quotes, strict=True)):
        found = {crc32(run.encode()) % WIDTH for run in _runs(rule, quote)}
        rows += [number] * len(found)
        columns += sorted(found)
    made = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(rules), WIDTH))
    counts = np.maximum(np.bincount(rows, minlength=len(rules)), 1)
    return csr_matrix(made.multiply(1 / np.sqrt(counts)[:, None]))


def _runs(rule: str, quote: str) -> list[str]:
    text = f" {' '.join(quote.lower().split())[:LONGEST]} "
    return [f"rule {rule}", *(text[i : i + n] for n in RUNS for i in range(len(text) - n + 1))]


def train(judged: Sequence[Judged]) -> Model:
    """The weights that fit these verdicts best under the penalty."""
    from scipy.optimize import minimize  # noqa: PLC0415 (loads for a while, and few queues have verdicts to learn from)

    x = features([one.rule for one in judged], [one.quote for one in judged])
    y = np.array([one.confirmed for one in judged], dtype=float)

    def loss(weights: Floats) -> tuple[float, Floats]:
        guess = expit(x @ weights[:-1] + weights[-1])
        missed = -float(np.sum(xlogy(y, guess) + xlog1py(1 - y, -guess)))
        slope = np.append(x.T @ (guess - y) + PENALTY * weights[:-1], np.sum(guess - y))
        return missed + PENALTY / 2 * float(weights[:-1] @ weights[:-1]), slope

    return Model(minimize(loss, np.zeros(WIDTH + 1), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x)


def figures(judged: Sequence[Judged]) -> Figures:
    """How the rules and the model order verdicts that the model has not seen (each in one of five folds)."""
    y = np.array([one.confirmed for one in judged], dtype=bool)
    confirmed = int(y.sum())
    if len(judged) < FEWEST or min(confirmed, len(judged) - confirmed) < FEWEST_OF_EACH:
        return Figures(len(judged), confirmed)
    learned, rules = _held_back(judged), np.array([one.rules_score for one in judged])
    draws = _draws(y)
    aucs = np.array([(auc(rules[d], y[d]), auc(learned[d], y[d])) for d in draws])
    tail = (1 - LEVEL) / 2
    low, high = np.quantile(aucs, [tail, 1 - tail], axis=0)
    return Figures(
        len(judged),
        confirmed,
        Auc(auc(rules, y), low[0], high[0]),
        Auc(auc(learned, y), low[1], high[1]),
        float(np.quantile(aucs[:, 1] - aucs[:, 0], tail)),
    )


def _held_back(judged: Sequence[Judged]) -> Floats:
    """The score of each finding by a model that has not seen it, nor another with the same words."""
    fold = np.array([crc32(" ".join(one.quote.lower().split()).encode()) % FOLDS for one in judged])
    found = np.full(len(judged), 0.5)
    for number in range(FOLDS):
        seen = [one for one, of in zip(judged, fold, strict=True) if of != number]
        unseen = [one for one, of in zip(judged, fold, strict=True) if of == number]
        if unseen and len({one.confirmed for one in seen}) == 2:  # noqa: PLR2004 (both kinds are needed)
            model = train(seen)
            found[fold == number] = model.scores([o.rule for o in unseen], [o.quote for o in unseen])
    return found


def _draws(y: NDArray[np.bool_]) -> list[NDArray[np.intp]]:
    """Samples with repetition, of confirmed and of rejected ones as many as there are."""
    dice = np.random.default_rng(1)
    yes, no = np.flatnonzero(y), np.flatnonzero(~y)
    return [np.concatenate([dice.choice(yes, len(yes)), dice.choice(no, len(no))]) for _ in range(DRAWS)]


def auc(scores: Floats, confirmed: NDArray[np.bool_]) -> float:
    """The area under the ROC curve, ties counted half (Mann and Whitney)."""
    from scipy.stats import rankdata  # noqa: PLC0415 (loads for a second)

    yes = int(confirmed.sum())
    no = len(confirmed) - yes
    ranks = rankdata(scores)
    return float((ranks[confirmed].sum() - yes * (yes + 1) / 2) / (yes * no))
