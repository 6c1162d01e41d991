"""Every refusal of the files part can be put into words, in every language."""

import ast
from pathlib import Path

import pytest

import services.files

PACKAGE = Path(services.files.__file__).parent
LOCALES = sorted((PACKAGE.parents[1] / "handlers/locales").glob("*.ftl"))
_STARTS = ("file-", "map-", "cell-", "row-", "column-", "field-", "heading-", "kind-")


def phrases():
    """Every text of the package that has the form of a phrase key."""
    for module in PACKAGE.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            text = node.value if isinstance(node, ast.Constant) else None
            if isinstance(text, str) and text.startswith(_STARTS) and text.replace("-", "").isalpha():
                yield text


@pytest.mark.parametrize("locale", LOCALES, ids=lambda file: file.stem)
def test_every_refusal_has_its_words(locale):
    written = {line.split(" =")[0] for line in locale.read_text(encoding="utf-8").splitlines() if " =" in line}

    assert set(phrases()) - written == set()


def test_the_search_finds_phrases():
    assert {"file-empty", "cell-number", "row-too-few", "column-ambiguous", "map-broken"} <= set(phrases())
