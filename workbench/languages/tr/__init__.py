"""Turkish."""

from workbench.languages.language import Language, traits
from workbench.languages.quotes import CURLY, SINGLE

LANGUAGE = Language(
    "tr",
    "Turkish",
    "Latn",
    quotes=CURLY + SINGLE,
    expected=1.5,
    encodings=("cp1254",),
    traits=traits(
        "abcçdefgğhıijklmnoöprsştuüvyzâîû",
        "ve bir bu da de için ile olarak çok olan daha en gibi o ne kadar ama sonra var her ya "
        "değil ise mi mı ki diye şey ben sen biz onun bunu şu hem veya oldu olduğu ancak göre "
        "iki olduğunu yok kendi tarafından bütün önce nasıl büyük böyle artık etti hiç içinde "
        "bana sana ona benim yeni zaman üzerinde arasında karşı ilk son bunun edilen eden "
        "ederek etmek olması neden şimdi",
        "lar ler ları leri ların lerin lık lik luk lük dır dir dur dür mak mek yor acak ecek "
        "mış miş nın nin nun nün ında inde ından inden sı si ması mesi cı ci ya ye",
    ),
)
