"""A public page as a reader gets it."""

from __future__ import annotations

import re
from typing import Any

import lxml.html


def page_of(response: Any) -> lxml.html.HtmlElement:
    """The page's tree."""
    return lxml.html.fromstring(response.content.decode())


def words(node: lxml.html.HtmlElement) -> str:
    """What stands in an element, on one line."""
    return re.sub(r"\s+", " ", str(node.text_content())).strip()


def of_class(node: lxml.html.HtmlElement, name: str) -> list[str]:
    """The words of every element of a class, in their order."""
    return [words(each) for each in node.find_class(name)]


def status(response: Any) -> int:
    """The answer's status, its file read to the end, as the test client closes it there."""
    if response.streaming:
        b"".join(response)
    return int(response.status_code)
