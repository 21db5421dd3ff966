"""Mongolian."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, CURLY

LANGUAGE = Language(
    "mn",
    "Mongolian",
    "Cyrl",
    quotes=ANGLE + CURLY,
    traits=traits(
        "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
        "нь байна ба болон юм энэ тэр болно гэж байсан улсын онд их бол хүн манай бид би та өөр",
        "ийн ын ууд үүд сан сэн гаа дээ",
    ),
)
