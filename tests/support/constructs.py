"""Constructs of document formats in which text stands; ``@`` is where it does."""

import random
from itertools import count

_R = "<w:r><w:t>@</w:t></w:r>"
_P = f"<w:p>{_R}</w:p>"
_BOX = f"<w:txbxContent>{_P}{_P}</w:txbxContent>"


def _field(step: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{step}"/></w:r>'


DOCX = (
    _P,
    f'<w:p><w:pPr><w:framePr w:dropCap="drop"/></w:pPr>{_R}</w:p>',
    f"<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>{_R}</w:p>",
    (
        f"<w:p><w:ins>{_R}</w:ins><w:del><w:r><w:delText>@</w:delText></w:r></w:del>"
        f"<w:moveFrom>{_R}</w:moveFrom><w:moveTo>{_R}</w:moveTo></w:p>"
    ),
    (
        f"<w:p><w:hyperlink>{_R}</w:hyperlink><w:smartTag>{_R}</w:smartTag><w:fldSimple>{_R}"
        "</w:fldSimple></w:p>"
    ),
    f"<w:sdt><w:sdtPr/><w:sdtContent>{_P}</w:sdtContent></w:sdt>",
    f"<w:p>{_field('begin')}{_R}{_field('separate')}{_R}{_field('end')}{_R}</w:p>",
    f"<w:p>{_field('begin')}{_R}</w:p>",
    f"<w:p>{_R}{_field('end')}{_R}</w:p>",
    f"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>@</w:t></w:r>{_R}</w:p>",
    '<w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>6</w:t></w:r></w:p>',
    f"<w:p><w:r><w:ruby><w:rt>{_R}</w:rt><w:rubyBase>{_R}</w:rubyBase></w:ruby></w:r></w:p>",
    "<w:p><m:oMath><m:r><m:t>@</m:t></m:r></m:oMath></w:p>",
    (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice><w:drawing>{_BOX}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{_BOX}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    ),
    f"<w:p><w:r><w:pict>{_BOX}{_BOX}</w:pict></w:r></w:p>",
    "<w:p><w:r><w:drawing><a:p><a:r><a:t>@</a:t></a:r></a:p></w:drawing></w:r></w:p>",
    (
        f"<w:tbl><w:tr><w:tc>{_P}</w:tc><w:tc>{_P}<w:tbl><w:tr><w:tc>{_P}</w:tc></w:tr></w:tbl>{_P}"
        f"</w:tc></w:tr><w:tr><w:trPr><w:del/></w:trPr><w:tc>{_P}</w:tc></w:tr></w:tbl>"
    ),
    (
        f'<w:tbl><w:tr><w:trPr><w:gridBefore w:val="2"/></w:trPr><w:tc><w:tcPr><w:vMerge w:val='
        f'"restart"/></w:tcPr>{_P}</w:tc></w:tr><w:tr><w:sdt><w:sdtContent><w:tc><w:tcPr><w:vMerge/>'
        f"</w:tcPr>{_P}</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>"
    ),
    f'<w:p>{_R}<w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
    '<w:p><w:pPr><w:pStyle w:val="TOC1"/></w:pPr><w:r><w:t>@</w:t></w:r></w:p>',
)

_T = "<text:p>@</text:p>"

ODT = (
    _T,
    "<text:h text:outline-level='1'>@</text:h>",
    (
        "<text:p>@<text:span>@<text:a>@</text:a></text:span><text:s/>@<text:tab/>@<text:line-break/>@"
        "</text:p>"
    ),
    (
        f"<text:p>@<text:note><text:note-citation>1</text:note-citation><text:note-body>{_T}"
        "</text:note-body></text:note></text:p>"
    ),
    (
        f"<text:list><text:list-header>{_T}</text:list-header><text:list-item>{_T}<text:list>"
        f"<text:list-item>{_T}</text:list-item></text:list></text:list-item></text:list>"
    ),
    (
        f"<table:table><table:table-header-rows><table:table-row><table:table-cell>{_T}"
        "</table:table-cell></table:table-row></table:table-header-rows><table:table-row>"
        f"<table:table-cell>{_T}<table:table><table:table-row><table:table-cell>{_T}"
        "</table:table-cell></table:table-row></table:table></table:table-cell>"
        f"<table:covered-table-cell>{_T}</table:covered-table-cell></table:table-row></table:table>"
    ),
    (
        f"<draw:g><draw:custom-shape>{_T}</draw:custom-shape><draw:g><draw:frame><draw:text-box>{_T}"
        f"</draw:text-box></draw:frame></draw:g><draw:rect>{_T}</draw:rect></draw:g>"
    ),
    f"<text:p>@<draw:frame><draw:text-box>{_T}{_T}</draw:text-box></draw:frame></text:p>",
    (
        f"<text:p>@<draw:g><draw:line>{_T}</draw:line><draw:a><draw:ellipse>{_T}</draw:ellipse>"
        "</draw:a></draw:g></text:p>"
    ),
    "<text:p><draw:frame><draw:image/><svg:desc>not this</svg:desc></draw:frame>@</text:p>",
    (
        f"<text:p><draw:frame><draw:object>@</draw:object><draw:image>{_T}</draw:image></draw:frame>"
        "</text:p>"
    ),
    f"<text:section>{_T}</text:section>",
    f"<text:p>@<office:annotation>{_T}</office:annotation></text:p>",
    (
        "<text:p><text:ruby><text:ruby-base>@</text:ruby-base><text:ruby-text>@</text:ruby-text>"
        "</text:ruby></text:p>"
    ),
    (
        f"<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>A"
        f"</dc:creator></office:change-info>{_T}</text:deletion></text:changed-region>"
        "</text:tracked-changes>"
    ),
    (
        f"<text:table-of-content><text:table-of-content-source><text:index-title-template>T"
        f"</text:index-title-template></text:table-of-content-source><text:index-body>{_T}{_T}"
        "</text:index-body></text:table-of-content>"
    ),
    "<text:p>Page <text:page-number>5</text:page-number></text:p>",
    "<text:p>@<text:hidden-text>@</text:hidden-text></text:p>",
)

_AP = "<a:p><a:r><a:t>@</a:t></a:r><a:br/><a:fld><a:t>@</a:t></a:fld></a:p>"


def _sp(kind: str, inner: str = _AP) -> str:
    place = f'<p:ph type="{kind}"/>' if kind else ""
    return (
        f"<p:sp><p:nvSpPr><p:nvPr>{place}</p:nvPr></p:nvSpPr><p:txBody><a:bodyPr/>{inner}"
        "</p:txBody></p:sp>"
    )


PPTX = (
    *(_sp(kind) for kind in ("", "title", "subTitle", "body", "sldNum", "ftr")),
    f"<p:grpSp>{_sp('')}<p:grpSp>{_sp('')}</p:grpSp></p:grpSp>",
    (
        f"<mc:AlternateContent><mc:Choice>{_sp('')}</mc:Choice><mc:Fallback>{_sp('')}</mc:Fallback>"
        "</mc:AlternateContent>"
    ),
    f"<mc:AlternateContent><mc:Choice/><mc:Fallback>{_sp('')}</mc:Fallback></mc:AlternateContent>",
    (
        f"<p:graphicFrame><a:tbl><a:tr><a:tc><a:txBody>{_AP}{_AP}</a:txBody></a:tc><a:tc><a:txBody>"
        f"{_AP}</a:txBody></a:tc></a:tr></a:tbl></p:graphicFrame>"
    ),
    "<p:pic><p:nvPicPr/></p:pic>",
    _sp("", "<a:p><m:oMath><m:r><m:t>@</m:t></m:r></m:oMath><a:r><a:t>@</a:t></a:r></a:p>"),
)

XLSX = (
    '<c t="inlineStr"><is><t>@</t></is></c>',
    (
        '<c t="inlineStr"><is><r><t>@</t></r><r><rPr><vertAlign val="superscript"/></rPr>'
        "<t>2</t></r></is></c>"
    ),
    '<c t="str"><f>A1</f><v>@</v></c>',
    "<c><v>12.5</v></c>",
    '<c t="b"><v>1</v></c>',
    "<c/>",
)

HTML = (
    "<p>@</p>",
    "<h2>@<br>@</h2>",
    "<div>@<p>@</p>@</div>",
    "<ul><li>@<ol><li>@</li></ol>@</li></ul>",
    (
        "<table><caption>@</caption><thead><tr><th rowspan=2>@<th colspan=2>@</thead><tbody><tr>"
        "<td>@<table><tr><td>@</table>@<td>@</tbody></table>"
    ),
    "<dl><dt>@<dd>@</dl>",
    "<p>@<sup>2</sup> @<sub>2</sub> <del>@</del><ins>@</ins> <s>@</s></p>",
    "<p>@<sup><a href='#n1'>1</a></sup></p><aside class='footnote' id='n1'>@</aside>",
    "<p hidden>@</p><div style='display:none'>@<p>@</p></div>",
    "<nav>@</nav><header>@</header><footer>@</footer><aside>@</aside>",
    "<pre>@\n\n@</pre><pre><code>@</code></pre><p><code>@</code> @</p>",
    "<p><ruby>@<rt>@</rt></ruby> <math><mi>@</mi></math> <svg><text>@</text></svg></p>",
    "<my-card>@<their-part>@</their-part></my-card>",
    "<figure><img alt='no'><figcaption>@</figcaption></figure>",
    "<form>@<label>@</label><select><option>@</option></select><button>@</button></form>",
    "<details><summary>@</summary>@</details>",
    "<video>@</video><object>@</object><map>@<area></map><blockquote>@</blockquote>",
    "<p>@<!-- a remark -->@<script>no()</script>@<style>no</style></p>",
    "<center>@</center><font>@</font><marquee>@</marquee><dir><li>@</dir>",
)

DIALECTS = (
    "# @ {#id}\n",
    "@ **@** *@* ~~@~~ `@` ==@== [@](http://x.org)\n@<br>@\n",
    "- @\n  - @\n- [x] @\n",
    "1. @\n\n   @\n",
    "> @\n>\n> @\n",
    "| @ | @ |\n|---|---|\n| @ | @ | @ |\n| @ |\n",
    "```text\n@\n```\n",
    "    @\n",
    ":::note @\n\n@\n\n:::\n",
    '::: {.tip title="@"}\n@\n:::\n',
    '!!! warning "@"\n\n    @\n\n    - @\n',
    "??? note\n    @\n",
    '=== "@"\n\n    @\n',
    "> [!NOTE] @\n> @\n",
    "{{< note >}}\n@\n{{< /note >}}\n",
    '{{% alert title="@" %}}\n@\n{{% /alert %}}\n',
    '@ {{< ref "@" >}} @\n',
    "{% highlight text %}\n@\n\n@\n{% endhighlight %}\n@\n",
    "{% if x %}@{% endif %}\n",
    "{: .note}\n@\n{: #x}\n",
    "@ {/* @ */} @\n",
    '<Tabs>\n<TabItem label="@">\n\n@\n\n</TabItem>\n</Tabs>\n',
    '<div class="x">\n<p>@</p>\n@\n</div>\n',
    '<div markdown="1">\n@ **@**\n</div>\n',
    "@ <!-- @ --> @\n<!-- @ -->\n@\n",
    "$$\n@\n$$\n",
    "@ $@$ @\n",
    "@\n: @\n: @\n",
    "@[^1] @^[@]\n",
    "*[HTML]: @\n",
    '--8<-- "@"\n',
    "@ 10<sup>2</sup> <del>@</del> H~2~O @\n",
    "<details><summary>@</summary>\n\n@\n\n</details>\n",
    "@\n===\n\n@\n---\n",
    "* * *\n\n@\n",
    "![@](x.png) @\n",
    "<span hidden>@</span> <kbd>@</kbd>\n",
)

RESTRUCTUREDTEXT = (
    "@\n======\n\n@\n------\n",
    "@ **@** *@* ``@`` `@ <http://x.org>`_ @_ `@`\n@\n",
    "* @\n\n  * @\n* @\n  @\n",
    "1. @\n#. @\n",
    "@\n  @\n\n@ : @\n  @\n",
    ".. note:: @\n   @\n\n   @\n",
    ".. warning::\n   :class: @\n\n   @\n",
    ".. admonition:: @\n\n   @\n",
    ".. unheard:of:: @(@)\n   :flag: @\n\n   @\n\n   @\n",
    ".. tabs::\n\n   .. tab:: @\n\n      @\n",
    ".. code-block:: text\n   :caption: @\n\n   @\n",
    "@ ::\n\n   @\n",
    "::\n\n   @\n",
    ">>> @\n@\n",
    "| @\n| @\n",
    "@\n\n   @\n\n   -- @\n",
    ".. figure:: x.png\n   :alt: @\n\n   @\n\n   @\n",
    ".. image:: x.png\n   :alt: @\n",
    ".. |@| image:: x.png\n",
    ".. include:: @\n",
    ".. raw:: html\n\n   @\n",
    ".. raw:: html\n   :file: @\n",
    ".. csv-table:: @\n   :header: @, @\n\n   @, @\n",
    ".. csv-table:: @\n   :file: @\n",
    ".. list-table:: @\n\n   * - @\n     - @\n   * - @\n     - @\n",
    "========= =========\n@   @\n========= =========\n@   @\n========= =========\n",
    "+-------------+-------------+\n| @     | @     |\n",
    ".. @ remark\n   @\n",
    ":@: @\n",
    "-@  @\n",
    "@ [#]_ :unheard:`@` :ref:`@` :ref:`@ <x>` :math:`@` :sub:`@`\n\n.. [#] @\n",
    ".. [@] @\n",
    ".. math::\n\n   @\n",
    ".. toctree::\n   :maxdepth: 2\n\n   @\n   @ <x>\n",
    ".. rubric:: @\n",
    ".. versionadded:: @\n   @\n",
    ".. header:: @\n",
    ".. parsed-literal::\n\n   @ **@**\n",
    ".. table:: @\n\n   ========= =========\n   @   @\n   ========= =========\n",
    "@ |@| @\n",
    "----\n\n@\n",
    ".. epigraph::\n\n   @\n\n   -- @\n",
    ".. glossary::\n\n   @\n     @\n",
    "@ `@\n@ **@\n",
)

ASCIIDOC = (
    "= @\n\n== @\n",
    "@ *@* _@_ `@` **@** #@# link:x[@] https://x.org[@] xref:x[@] <<x,@>>\n@\n",
    "* @\n** @\n* @\n@\n",
    ". @\n+\n@\n. @\n",
    "- @\n\n+\n@\n",
    "@:: @\n@::\n  @\n",
    "NOTE: @\n@\n",
    "[WARNING]\n.@\n====\n@\n\n* @\n====\n",
    "[unheard,@]\n@\n",
    ".@\n[source,text]\n----\n@\n----\n",
    "----\n@\n",
    "....\n@\n....\n",
    "++++\n@\n++++\n",
    "////\n@\n////\n",
    "// @\n@\n// @\n",
    "****\n@\n****\n",
    "[quote, @]\n____\n@\n____\n",
    "[verse]\n____\n@\n@\n____\n",
    "--\n@\n--\n",
    "  @\n",
    "|===\n|@ |@\n\n|@\n|@ @\n|===\n",
    '[cols="1,2"]\n|===\n2+|@\n.2+a|* @\n|@ |@\n|===\n',
    ',===\n@,"@"\n,===\n',
    "[%header,format=csv]\n|===\n@,@\n|===\n",
    "image::x.png[@]\n",
    "include::x.adoc[]\n\n@\n",
    "ifdef::x[@]\nifdef::y[]\n@\nendif::[]\n",
    "toc::[]\nvideo::x[@]\n",
    ":name: @\n\n{name}\n",
    "{unheard} @\n",
    "@ footnote:[@ _@_] @ stem:[@] image:x[@] (((@,@))) ((@)) kbd:[@] menu:@[@]\n",
    "@ +\n@\n",
    "\"`@`\" '`@`' +@+ +++@+++ pass:[@] \\*@*\n",
    "@\n-------\n",
    "'''\n\n@\n",
    "[[x,@]]\n@\n",
    "<1> @\n<2> @\n",
    "@ ~@~ ^@^ @\n",
    "```text\n@\n```\n",
    "* @\n+\n----\n@\n----\n* @\n\n@\n",
    "@ `@\n*@\n",
)


def nested(constructs: tuple[str, ...], chance: random.Random) -> str:
    """Some constructs one after another, each place in them filled with a word of its own."""
    whole = "".join(chance.choice(constructs) for _ in range(chance.randint(1, 6)))
    numbers = count(1)
    parts = whole.split("@")
    return "".join(f"{part}word{next(numbers)} " for part in parts[:-1]) + parts[-1]
