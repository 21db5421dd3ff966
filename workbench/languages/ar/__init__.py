"""Arabic."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import ANGLE, CURLY

LANGUAGE = Language(
    "ar",
    "Arabic",
    "Arab",
    quotes=ANGLE + CURLY,
    ends=".!؟?…",
    expected=1.5,
    encodings=("cp1256",),
    traits=traits(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة",
        "في من على أن إلى التي عن هذا لا ما مع كان هذه الذي بين أو كما كل بعد قد ذلك لم منذ حيث "
        "هو هي أي عند غير قبل حتى إن ولا وقد ثم لن كانت خلال",
        "ات ون ين ية ها",
    ),
)
