"""Languages without a folder, known so that their texts are taken for no other language's."""

from workbench.languages.language import LATIN, Traits, traits

TRAITS: dict[str, dict[str, Traits]] = {
    "Latn": {
        "lt": traits(
            "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
            "ir kad yra į iš su bet tai kaip ar jau o nuo už per apie buvo prie taip tik dar "
            "jo jos kuris kuri pagal dėl metų bus nėra",
            "imas imo ybė jos iai ams ose ėjo",
        ),
        "lv": traits(
            "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž",
            "un ir ka no ar uz par kas bet arī tas kā pēc gan vai lai ne viņš jau bija to tikai "
            "līdz pie tiek nav var",
            "šana šanas iem ība ības ās ējs",
        ),
        "et": traits(
            LATIN + "äöõüšž",
            "ja on ei et see oli ka kui mis ta aga või kes oma siis nii ning nagu välja seda selle "
            "veel pole juba kuid üle pärast",
            "mine mist use dus tud sse ks",
        ),
        "sl": traits(
            "abcčdefghijklmnoprsštuvzž",
            "in je v na da se za so pa ki z s po kot ne tudi bi od o ali še bo iz do le pri že bil "
            "bila bilo lahko med ker kaj tako več kako samo svoje",
            "ost osti ski ska ske anje enje nih ega emu",
        ),
    },
    "Arab": {
        "ur": traits(
            "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھءیئے",
            "کے کی میں ہے اور سے کا کو کہ اس نے پر ہیں ایک یہ بھی کر ہو گیا تھا جو لیے تھے وہ ان",
            "یں وں",
        ),
    },
}
"""By script (ISO 15924), then by language."""
