"""The language of texts whose file does not name it."""

from pathlib import Path

from workbench.languages import detect, file_names, tags


def unnamed_language(path: Path, text: str, others: tuple[str, ...]) -> tuple[str, str]:
    """What language a file's translations are in: by its name, else by their text.

    Args:
        path: The file.
        text: Some of the translations.
        others: Languages that it names for something else.

    Returns:
        The tag, and a sentence that says how it was found; both empty where nothing tells it
        for sure.
    """
    stated = file_names.stated(path)
    guess = detect(text)
    for found, where in (
        (tags.normalise(stated) if stated else "", "its name"),
        ((guess.tag or "") if guess.sure else "", "the text"),
    ):
        if found and not any(tags.same_language(found, other) for other in others):
            return found, f"it does not name the language of its translations; {where} says {found}"
    return "", ""
