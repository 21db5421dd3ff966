"""Texts without marks through the use cases, with the real encoder."""

import subprocess
import sys
from itertools import pairwise

import pytest

import workbench
from workbench import api
from workbench.api.reading import UNMARKED

TALK = {
    "en": (
        "good morning everybody thank you for coming today i want to talk about the new library "
        "that we opened in march it has two floors and a small garden behind the house many people "
        "asked why it took so long the answer is simple we had no money for the roof then the "
        "council voted in june and the work could begin in the first week we counted nine hundred "
        "visitors"
    ),
    "ru": (
        "доброе утро спасибо что пришли сегодня я хочу рассказать о новой библиотеке которую мы "
        "открыли в марте в ней два этажа и маленький сад за домом многие спрашивали почему это "
        "заняло столько времени ответ прост у нас не было денег на крышу потом совет проголосовал "
        "в июне и работа могла начаться в первую неделю мы насчитали девятьсот посетителей"
    ),
    "zh": (
        "大家早上好感谢各位今天到场我想谈谈我们三月份开放的新图书馆它有两层楼房子后面还有一个小花园"
        "很多人问为什么花了这么长时间答案其实很简单我们没有钱修屋顶后来市议会在六月投票通过了工程"
        "才得以开始第一个星期我们接待了九百名访客"
    ),
}


@pytest.mark.parametrize("language", TALK)
def test_a_talk_without_marks_is_parted(language):
    text = TALK[language]
    parts = workbench.segment(text, language=language)
    assert 4 <= len(parts) <= 12
    assert all(part.text == text[part.start : part.end] for part in parts)
    assert not any(text[one.end : other.start].strip() for one, other in pairwise(parts))
    assert len(workbench.segment(text, language=language, unmarked="never")) == 1


def test_it_is_told(tmp_path):
    (tmp_path / "talk.en.txt").write_text(TALK["en"], encoding="utf-8")
    (version,) = api.read_versions([tmp_path / "talk.en.txt"])
    assert len(version.segments) > 3
    assert version.document.notes == (UNMARKED,)


def test_a_language_that_was_not_learned_is_left_alone():
    text = "el consejo votó en junio y el trabajo pudo empezar " * 8
    assert len(workbench.segment(text, language="es")) == 1


def test_a_text_with_marks_needs_no_encoder():
    code = (
        "import sys, workbench\n"
        "text = 'The board met. Nobody objected to it. ' * 40\n"
        "assert len(workbench.segment(text, language='en')) == 80\n"
        "assert 'numpy' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
