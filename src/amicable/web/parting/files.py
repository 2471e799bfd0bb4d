"""Answers that are files."""

from django.http import HttpResponse


def file_answer(content: bytes, kind: str, name: str) -> HttpResponse:
    """A file to keep."""
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
