"""Vietnamese."""

from workbench.languages.language import LATIN, Language, traits

LANGUAGE = Language(
    "vi",
    "Vietnamese",
    "Latn",
    traits=traits(
        LATIN + "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "và của là có các được trong cho không một với người đã những để này đến khi từ về như "
        "tại cũng ra theo nhiều ông còn nhưng sẽ vào phải năm bị trên sự việc hay đó nước làm "
        "rất",
        "",
    ),
)
