"""Which changes of a confirmed text leave its translation as it is: a guess, measured."""

from collections.abc import Sequence

from workbench.words import is_correction


def looks_like_correction(former: str, newer: str, tag: str, *, load: bool = True) -> bool | None:
    """Whether a text was likely only corrected: a misprint, spacing, punctuation.

    Args:
        former: The text that was translated.
        newer: What stands in its place.
        tag: Their language.
        load: Whether the built-in encoder may be loaded, which takes most of a second.

    Returns:
        None where only the encoder could tell a misprint from a word, and may not be loaded.
    """
    found = is_correction(former, newer, tag)
    if found is None and load:
        from workbench import embedding

        found = is_correction(former, newer, tag, embedding.load().log_probabilities)
    return found


def only_corrected(
    former: Sequence[Sequence[str]],
    newer: Sequence[Sequence[str]],
    tags: Sequence[str],
    *,
    load: bool = True,
) -> bool | None:
    """The same of a bead's segments by column, which must be the same in number."""
    doubted = False
    for old, new, tag in zip(former, newer, tags, strict=True):
        if len(old) != len(new):
            return False
        for one, other in zip(old, new, strict=True):
            found = one == other or looks_like_correction(one, other, tag, load=load)
            if found is False:
                return False
            doubted = doubted or found is None
    return None if doubted else True
