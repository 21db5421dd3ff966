"""Chinese words of measures."""

from workbench.languages.parts import Units

UNITS = Units(
    imperial=(
        r"里(?![面头程])|[市斤亩尺寸丈]|英里|英尺|英寸|英亩|英镑重|码|磅|盎司|加仑"
        "|品脱|华氏"
    ),
    metric="公里|千米|米|厘米|毫米|公斤|千克|摄氏|度|升|公顷",
    larger={
        "day": "天|日",
        "week": "周(?!年)|星期|个星期|礼拜",
        "hour": "小时|个小时",
        "month": "个月",
        "minute": "分钟",
        "metre": "米|克",
        "millilitre": "毫升",
        "millimetre": "毫米",
        "centimetre": "厘米",
        "kilogram": "公斤|千克",
    },
    times=r"\s?倍",
    of_times=r"翻\w*番",
    times_more="倍",
)
