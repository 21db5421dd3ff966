"""A short story by sentences; its versions differ in their borders."""

ENGLISH = (
    "The ferry was late again.",
    "Nobody on the pier seemed to mind, because the sun was out and the coffee was cheap.",
    "Anna counted 14 boxes.",
    "Were they all hers?",
    "She sat down on the largest one and opened her book.",
    "It began to rain.",
)
RUSSIAN = (
    "Паром опять опаздывал.",
    "На причале это никого не огорчало: светило солнце.",
    "И кофе был дешёвый.",
    "Анна насчитала 14 ящиков.",
    "Неужели все её?",
    "Она села на самый большой и раскрыла книгу.",
    "Начался дождь.",
)
CHINESE = (
    "渡船又晚点了。",
    "码头上没有人在意，因为出了太阳，咖啡也便宜。",
    "安娜数了14个箱子。都是她的吗？",
    "她坐在最大的箱子上，打开了书。",
    "下雨了。",
)
