"""Indonesian."""

from workbench.languages.language import LATIN, Language, traits

LANGUAGE = Language(
    "id",
    "Indonesian",
    "Latn",
    traits=traits(
        LATIN,
        "yang dan di dengan untuk dari ini dalam tidak pada itu adalah akan ke juga oleh ada "
        "mereka sebagai tersebut bisa karena telah atau lebih kami kita saya dia sudah kepada "
        "tahun para menjadi dapat seperti hanya namun antara anda orang bahwa",
        "kan nya ngan asi itas annya",
    ),
)
