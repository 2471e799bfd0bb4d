"""Inline SVG for print: shapes with classes, no styles in attributes, text always escaped."""

from html import escape

from markupsafe import Markup

Attributes = dict[str, object]


def element(name: str, attributes: Attributes, *inside: str) -> str:
    """One SVG element; `inside` is markup made by these functions."""
    written = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_short(value))}"' for key, value in attributes.items()
    )
    return f"<{name}{written}>{''.join(inside)}</{name}>" if inside else f"<{name}{written}/>"


def text(x: float, y: float, words: str, *, of: str = "", anchor: str = "start") -> str:
    """A line of text."""
    return element("text", {"x": x, "y": y, "class": of, "text-anchor": anchor}, escape(words))


def line(x1: float, y1: float, x2: float, y2: float, of: str) -> str:
    """A straight line."""
    return element("line", {"x1": x1, "y1": y1, "x2": x2, "y2": y2, "class": of})


def dot(x: float, y: float, radius: float, of: str, title: str = "") -> str:
    """A dot; `title` is what a pointer over it reads."""
    inside = (element("title", {}, escape(title)),) if title else ()
    return element("circle", {"cx": x, "cy": y, "r": radius, "class": of}, *inside)


def bar(x: float, y: float, width: float, height: float, of: str, title: str = "") -> str:
    """A rectangle."""
    inside = (element("title", {}, escape(title)),) if title else ()
    return element(
        "rect", {"x": x, "y": y, "width": max(width, 0), "height": max(height, 0), "class": of}, *inside
    )


def path(points: list[tuple[float, float]], of: str) -> str:
    """A line through points."""
    steps = " ".join(f"{'M' if i == 0 else 'L'}{_short(x)} {_short(y)}" for i, (x, y) in enumerate(points))
    return element("path", {"d": steps, "class": of})


def picture(width: int, height: int, label: str, *inside: str) -> Markup:
    """A whole drawing, with the sentence that a screen reader says."""
    attributes: Attributes = {"viewBox": f"0 0 {width} {height}", "role": "img", "aria_label": label}
    return Markup(element("svg", attributes, *inside))  # noqa: S704 (all text in it went through escape)


def _short(value: object) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".") if isinstance(value, float) else str(value)
