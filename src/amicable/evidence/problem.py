"""What is wrong with a row, as a value: faulty data are shown, never thrown."""

from dataclasses import dataclass, field

from amicable.i18n import say


@dataclass(frozen=True)
class Problem:
    """Where and what: `line` counts from 1 and is 0 for a whole file; `column` may be empty."""

    file: str
    line: int
    column: str
    message: str
    values: dict[str, object] = field(default_factory=dict)
    rows: int = 1
    """How many rows stayed out because of this (0: a doubt; the rows entered)."""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {f'{self.column}: ' if self.column else ''}{self.sentence}"

    @property
    def sentence(self) -> str:
        """The message in the reader's language."""
        return say(self.message, **self.values)
