"""Short texts in three languages, for tests of whole corpora."""

from pathlib import Path

TEXTS = {
    "harbour": {
        "en": "The harbour was closed on 3 May. A storm had damaged the northern pier. "
        "Repairs will take 14 weeks. Ships are sent to the neighbouring port.",
        "ru": "Порт был закрыт 3 мая. Шторм повредил северный причал. "
        "Ремонт займёт 14 недель. Суда направляют в соседний порт.",
        "zh": "港口于5月3日关闭。风暴损坏了北码头。维修需要14周。船只被送往邻近的港口。",
    },
    "bread": {
        "en": "Mix the flour with warm water. Add salt and a spoon of honey. "
        "Let the dough rest for an hour. Bake the bread until it is brown.",
        "ru": "Смешайте муку с тёплой водой. Добавьте соль и ложку мёда. "
        "Дайте тесту отдохнуть час. Выпекайте хлеб, пока он не подрумянится.",
        "zh": "把面粉和温水混合。加入盐和一勺蜂蜜。让面团静置一小时。把面包烤到金黄。",
    },
    "school": {
        "en": "The new school has twelve classrooms. Every pupil gets a computer. "
        "The library is open in the evening. Parents may use it as well.",
        "ru": "В новой школе двенадцать классов. Каждый ученик получает компьютер. "
        "Библиотека открыта вечером. Родители тоже могут ею пользоваться.",
        "zh": "新学校有十二间教室。每个学生都有一台电脑。图书馆晚上开放。家长也可以使用。",
    },
    "bear": {
        "en": "A bear lived alone in the forest. In winter it slept under the snow. "
        "One morning it heard children sing. It never slept so well again.",
        "ru": "В лесу одиноко жил медведь. Зимой он спал под снегом. "
        "Однажды утром он услышал, как поют дети. Больше он никогда так хорошо не спал.",
        "zh": "一只熊独自住在森林里。冬天它睡在雪下。一天早晨它听见孩子们唱歌。"
        "它再也没有睡得那么好。",
    },
    "engine": {
        "en": "Switch the engine off before cleaning. Remove the filter and wash it. "
        "Check the oil every month. Replace the belt after two years.",
        "ru": "Перед чисткой выключите двигатель. Снимите фильтр и промойте его. "
        "Проверяйте масло каждый месяц. Через два года замените ремень.",
        "zh": "清洁前请关闭发动机。取下过滤器并清洗。每月检查机油。两年后更换皮带。",
    },
}


def write(folder: Path, name: str = "{text}.{key}.txt", texts: dict = TEXTS) -> Path:
    """Write the texts into a folder.

    Args:
        folder: Made where it is not there.
        name: Of a file, from ``text``, ``key`` and ``number``.
        texts: By name and language.
    """
    number = 0
    for text, versions in texts.items():
        for key, said in versions.items():
            path = folder / name.format(text=text, key=key, number=number)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(said + "\n", encoding="utf-8")
            number += 1
    return folder
