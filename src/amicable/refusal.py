"""A request that cannot be granted, and why; shown as it stands."""

from amicable.i18n import say


class Refusal(Exception):  # noqa: N818 (a refusal is an answer, not an error of the program)
    """A whole sentence for the person who asked: what, why, and what to do instead.

    Subclasses live beside the function that raises them and may set their own `exit_code`.
    """

    exit_code = 2

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message)
        self.message = message
        self.values = values

    def __str__(self) -> str:
        return say(self.message, **self.values)
