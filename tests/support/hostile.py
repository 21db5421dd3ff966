"""Texts that strangers write: each is to be shown as text, and none obeyed."""

HOSTILE = (
    "</script><script>window.hacked = 1</script>",
    "<img src=x onerror='window.hacked = 1'>",
    '"><a href="javascript:window.hacked=1">javascript:window.hacked=1</a>',
    "{{ 7 * 7 }} {% raw %} ${window.hacked = 1} {# no #}",
    "</style><style>* { display: none }</style>",
    "]]> <!-- </p></article> --> &lt;b&gt; &amp;amp; &#0;",
    "' onmouseover='window.hacked = 1' x='",
)

ODD = (
    "left \N{RIGHT-TO-LEFT OVERRIDE}turned round\N{POP DIRECTIONAL FORMATTING} right",
    "\x00\x01\x07\x08\x1b[31mred\x1b[0m\x7f\x9b",
    "a \N{LINE SEPARATOR} b \ufffe c",
    "e" + "\N{COMBINING ACUTE ACCENT}" * 1000,
)
