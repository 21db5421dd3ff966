"""Keys that answer on a Latin, a Russian and a Chinese keyboard alike."""

_LATIN = "qwertyuiop[]asdfghjklzxcvbnmQWERTYUIOP{}ASDFGHJKL:ZXCVBNM<>?"
_RUSSIAN = "йцукенгшщзхъфывапролдячсмитьЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЯЧСМИТЬБЮ,"
_SAME_KEY = dict(zip(_LATIN, _RUSSIAN, strict=True))
_SAME_KEY |= {".": "ю", "#": "№", ";": "ж"}
_FULL_WIDTH = dict(zip("?:;/![]{}", "？：；、！【】｛｝", strict=True))

_NAMES = {
    "down": "↓",
    "up": "↑",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "space": "Space",
    "tab": "Tab",
    "escape": "Esc",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "delete": "Del",
}


def bound(keys: tuple[str, ...]) -> str:
    """All keys that do what these do, as Textual's bindings want them: with commas between."""
    found = dict.fromkeys(keys)
    for key in keys:
        for layout in (_SAME_KEY, _FULL_WIDTH):
            if key in layout:
                found[layout[key]] = None
    return ",".join("comma" if key == "," else key for key in found)


def spoken(key: str) -> str:
    """A key as people call it: ``"^R"``, ``"Alt ↑"``."""
    *modifiers, last = key.split("+") if len(key) > 1 else [key]
    name = _NAMES.get(last, last.upper() if last.startswith("f") and last[1:].isdigit() else last)
    if modifiers == ["ctrl"]:
        return f"^{name.upper() if len(name) == 1 else name}"
    return " ".join([*(part.capitalize() for part in modifiers), name])


def is_letter(character: str | None) -> bool:
    """Whether a key tells which layout the keyboard has; that of the dot does not."""
    return bool(character) and str(character).isalpha() and character != _SAME_KEY["."]


def is_russian(letter: str) -> bool:
    """Whether a letter comes from a Russian layout."""
    return letter in _SAME_KEY.values()
