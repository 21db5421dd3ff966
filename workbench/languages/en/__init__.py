"""English."""

from workbench.languages.language import LATIN, Language, traits

LANGUAGE = Language(
    "en",
    "English",
    "Latn",
    expected=3.0,
    traits=traits(
        LATIN,
        "the of and to in a is i that for it as was with be by on not he his but at are this "
        "have from or had an they which one you were all her she there would their we him been "
        "has when who will no more if out so up said what its about than into them can only "
        "other time new some could these two may first then do any like my now over such our "
        "man me even most made after also did many off before must well back through years "
        "where much your way down should because each just those people how too little good "
        "world very make still see own here between both under us am i'm i've i'd i'll it's "
        "that's don't doesn't didn't won't wouldn't can't couldn't isn't wasn't aren't you're "
        "we're they're let's want go know think",
        "tion tions sion ment ments ness ity ing ings ed ly ous ful less able ible ship ance "
        "ence ical ers ists ology ever ght ould",
    ),
)
