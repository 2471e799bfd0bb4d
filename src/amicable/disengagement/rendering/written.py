"""The letter as plain text: the running text, and the annexes behind it."""

from collections.abc import Iterator

from amicable.disengagement.letter import Letter, prose
from amicable.disengagement.paragraphs import Form, Grid
from amicable.disengagement.rendering._plain import plain


def as_text(letter: Letter) -> str:
    """The running text of the letter; what the tone check reads."""
    return plain(prose(letter))


def annexes_as_text(letter: Letter) -> str:
    """The annexes, a line for each row; empty where there are none."""
    return plain("\n\n".join("\n".join(_annex(one)) for one in letter.annexes)) + "\n" * bool(letter.annexes)


def _annex(annex: Grid | Form) -> Iterator[str]:
    yield annex.title
    if isinstance(annex, Form):
        yield from (f"\n{line}\n\n{'_' * 40}" for line in annex.lines)
        return
    for row in annex.rows:
        first, *rest = row
        if annex.figures:
            yield f"- {first}: {rest[-1]}"
        else:
            told = (f"{name}: {cell}" for name, cell in zip(annex.columns[1:], rest, strict=True))
            yield f"- {first}. {'; '.join(told)}"
