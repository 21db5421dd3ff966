"""Chinese characters compared as Simplified ones."""

from workbench.languages.parts import Folding


def _simplified() -> dict[int, str]:
    """Traditional characters to Simplified ones, one for one, from OpenCC's own lists.

    Characters alone decide, never phrases: both sides of a comparison are folded, so it only
    matters that they are folded alike, and offsets stay.
    """
    table = _listed("TSCharacters.txt")
    for name in ("HKVariantsRev.txt", "TWVariantsRev.txt"):
        # How Hong Kong and Taiwan write a Traditional character.
        for variant, usual in _listed(name).items():
            table.setdefault(variant, table.get(ord(usual), usual))
    # Written in both scripts, for different words; one way is enough for comparing.
    return table | {ord("著"): "着", ord("妳"): "你", ord("祂"): "他", ord("乾"): "干"}


def _listed(name: str) -> dict[int, str]:
    """One of OpenCC's lists: a character, a tab, the ways to write it, the usual one first."""
    from importlib import resources

    lines = (resources.files("opencc") / "dictionary" / name).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if "\t" in line)
    return {
        ord(old): new.split(" ")[0]
        for old, new in pairs
        if len(old) == 1 and len(new.split(" ")[0]) == 1
    }


FOLDING = Folding(_simplified())
