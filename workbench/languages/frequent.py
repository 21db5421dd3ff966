"""What gives a language away: its letters, its most frequent words, its usual word endings.

The words stand in about the order of their frequency; the detection weighs them by it. Small
closed-class words do nearly all of the work, the endings help with headings that have none.
"""

from dataclasses import dataclass

_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"


@dataclass(frozen=True, slots=True)
class Traits:
    """A language's letters, words and endings, for telling it from others of its script."""

    letters: frozenset[str]
    """Small letters its own words are written with."""

    words: tuple[str, ...]
    """Frequent words in small letters, the most frequent first."""

    endings: tuple[str, ...]
    """Endings of its longer words."""


def _traits(letters: str, words: str, endings: str) -> Traits:
    return Traits(frozenset(letters), tuple(words.split()), tuple(endings.split()))


LATIN = {
    "en": _traits(
        _LATIN,
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
    "de": _traits(
        _LATIN + "äöüß",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch "
        "es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über "
        "einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei ich wir "
        "uns kann hatte gegen vom können schon wenn habe seine ihre dann unter du was ihr mich "
        "mir dieser diese dieses keine kein doch immer wieder sehr hier alle ihm ihn damit "
        "jetzt wo wer",
        "ung ungen heit keit lich liche lichen isch ische ischen schaft en er ern eln chen "
        "ieren sten tät haft bar ig igen",
    ),
    "fr": _traits(
        _LATIN + "àâæçèéêëîïôœùûüÿ",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se il "
        "sont ce avec son aux cette d ou mais comme on l à elle été deux sa ses nous vous je "
        "tout bien ont leur même être fait si c'est ces y entre était sans lui dont après très "
        "faire ils leurs peut ans encore aussi où avait depuis contre non notre votre mon ma "
        "mes moi s'est n'est qu'il qu'elle d'un d'une ici quand rien toujours tous toute toutes",
        "tion tions ment ments eux euse ique iques aire aires ité ités ée ées ait aient eur "
        "eurs ance ence age isme iste ière oir ois ez ons",
    ),
    "es": _traits(
        _LATIN + "áéíóúüñ",
        "de la que el en y a los del se las por un para con no una su al lo es más como pero "
        "sus le o este sí porque esta entre cuando muy sin sobre también me hasta hay donde "
        "quien desde todo nos durante todos uno les ni contra otros ese eso ante ellos e esto "
        "mí antes algunos qué unos yo otro otras otra él tanto esa estos mucho nada muchos fue "
        "ser son ha han está tiene era había están hace dos sido años puede",
        "ción ciones sión dad dades mente ado ados ada adas ido idos ida idas ento entos ista "
        "ismo encia ancia able ible ando iendo aron ieron aba ían ar er ir os as",
    ),
    "pt": _traits(
        _LATIN + "áâãàçéêíóôõúü",
        "de a o que e do da em um para é com não uma os no se na por mais as dos como mas foi "
        "ao ele das tem à seu sua ou ser quando muito há nos já está eu também só pelo pela até "
        "isso ela entre era depois sem mesmo aos ter seus quem nas me esse eles estão você "
        "tinha foram essa num nem suas meu às minha têm numa pelos elas havia seja qual será "
        "nós tenho lhe deles essas esses pelas este fosse dele anos são sobre pode",
        "ção ções são sões dade dades mente ado ados ada adas ido idos ida idas mento mentos "
        "ista ismo ência ância ável ível ando endo indo aram eram ram ais eis ões ães",
    ),
    "it": _traits(
        _LATIN + "àèéìíîòóùú",
        "di e il la che in a per è un del non si una della con da sono le i dei ha nel al come "
        "più lo alla dal anche gli su ma delle se o questo ai loro nella stato suo dalla ad ed "
        "sua questa essere tra ci mi ti quando dopo molto tutti già alle degli era fu hanno due "
        "anni cui prima solo ancora così sul dell all nell dall l un' quello quella ogni dove "
        "perché chi cosa io noi lui lei me te senza tutto sempre fare può contro sulla negli "
        "nelle",
        "zione zioni sione mento menti tà ità mente ato ati ata ate ito iti uto ando endo are "
        "ere ire ista ismo enza anza bile bili oso osa ico ica iche ggio gli ano ono",
    ),
    "nl": _traits(
        _LATIN + "éëïöüè",
        "de van het een en in is dat op te zijn met voor niet aan er om ook als dan maar bij of "
        "uit door naar heeft tot ze was zich worden over wordt nog hij aan die deze werd hebben "
        "haar kan geen na meer al ik je we wat u hun dit had zo hem omdat zou wel moet onder "
        "tegen mijn veel waar waren andere alle daar jaar hier nu kunnen tussen mensen ons onze "
        "toch wij jij zij nooit altijd iets niets veel wie hoe",
        "ing ingen heid heden lijk lijke isch ische tie ties teit en eren sten aar aars baar ig "
        "ige ij ijk ooi aan oor eer oek",
    ),
    "pl": _traits(
        "aąbcćdeęfghijklłmnńoóprsśtuwyzźż",
        "w i na z się do nie że jest o a to od za po przez jak ale co dla tym czy jego są ich "
        "tak oraz jej był było może być już jako tylko które który która ze był przed była "
        "także pod lub ma te aby jednak tego nad bardzo gdy roku przy ten kiedy jeszcze będzie "
        "ja my on ona mnie mi mu bo u sobie nas nam więc bez można został zostało tej tych "
        "jeżeli jeśli gdzie kto nic teraz zawsze tam tu wszystko wszystkich między",
        "ość ości ego emu ych ich nie nia ków ów ami ach ski ska skie cja cji cje anie enie owy "
        "owa owe ąc ać ić łem łam ymi imi",
    ),
    "tr": _traits(
        "abcçdefgğhıijklmnoöprsştuüvyzâîû",
        "ve bir bu da de için ile olarak çok olan daha en gibi o ne kadar ama sonra var her ya "
        "değil ise mi mı ki diye şey ben sen biz onun bunu şu hem veya oldu olduğu ancak göre "
        "iki olduğunu yok kendi tarafından bütün önce nasıl büyük böyle artık etti hiç içinde "
        "bana sana ona benim yeni zaman üzerinde arasında karşı ilk son bunun edilen eden "
        "ederek etmek olması neden şimdi",
        "lar ler ları leri ların lerin lık lik luk lük dır dir dur dür mak mek yor acak ecek "
        "mış miş nın nin nun nün ında inde ından inden sı si ması mesi cı ci ya ye",
    ),
    "ca": _traits(
        _LATIN + "àçèéíïòóúü",
        "de la i el a que en els les per un amb una del al és no es dels va se més com però seu "
        "ha pel seva o són aquest aquesta ser als va ho han entre també molt quan on fins ja "
        "era seus seves sense sobre perquè si tot tots l'any hi ens què només",
        "ció cions tat tats ment ada ades at ats ent ents",
    ),
    "ro": _traits(
        _LATIN + "ăâîșțşţ",
        "de și în a la cu nu o pe din un că se mai este care pentru au sa ce al ca sau lui am "
        "prin fi dar fost ale sunt fiind această acest ei el ea după până când doar lor să am "
        "ai nici între despre cum tot toate",
        "ție ții ului ilor elor iei area ește ează ate ică",
    ),
    "sv": _traits(
        _LATIN + "åäöé",
        "och i att det som en på är av för med den till inte om ett han men var jag har de vi "
        "så från eller när kan hade sig under där hans vid efter också skulle ut nu hon mycket "
        "över finns alla mot denna detta dem utan än blev vara bara mellan många",
        "ning ningen het heten arna erna ligt liga skap ade",
    ),
    "da": _traits(
        _LATIN + "æøå",
        "og i at det en er til på af den for med der ikke de som et har fra om han vi men var "
        "jeg eller sig ved kan så skal efter også bliver blev hvor ud nu over hun meget hvad "
        "vil være havde mod mellem kunne sin deres andre når hvis mange alle denne nogle",
        "ning ningen hed heden erne elsen else lige skab ede",
    ),
    "nb": _traits(
        _LATIN + "æøå",
        "og i det er på som en til at av for med de ikke den har om et fra var han jeg men vi "
        "seg eller så kan ved etter skal også ble hvor ut nå over hun mye hva vil være hadde "
        "mot mellom kunne sin deres andre når hvis mange alle denne noen bare sier opp",
        "ning ningen het heten ene elsen else lige skap ede",
    ),
    "fi": _traits(
        _LATIN + "äöå",
        "ja on ei se että oli hän ovat mutta kun myös joka niin kuin ole sen tai mukaan olla "
        "vain jo ne jos nyt voi mitä hänen oli ollut sekä siitä tämä sitä minä me he ovat "
        "jälkeen kanssa vielä koko ennen kaikki sitten",
        "ssa ssä sta stä lla llä lle ista inen isen minen uksen ttaa nut nyt",
    ),
    "cs": _traits(
        "aábcčdďeéěfghiíjklmnňoópqrřsštťuúůvwxyýzž",
        "a se v na je že s z do o i to k ve pro za by ale jsou jako po od jeho která který "
        "které bylo byl byla podle však až ze nebo už při jen také jsem si mezi před co tak "
        "není již může ještě k aby být jejich této tento pouze když než bude",
        "ost osti ého ému ých ými ním ní ský ská ské ování ací ovat ení ání",
    ),
    "sk": _traits(
        "aáäbcčdďeéfghiíjklĺľmnňoóôpqrŕsštťuúvwxyýzž",
        "a sa v na je že s z do o aj to k vo pre za by ale sú ako po od jeho ktorá ktorý ktoré "
        "bolo bol bola podľa však až zo alebo už pri len tiež som si medzi pred čo tak nie môže "
        "ešte aby byť ich tento táto iba keď než bude",
        "osť osti ého ému ých ými ným ný ský ská ské ovanie ácie ovať enie anie",
    ),
    "hr": _traits(
        "abcčćdđefghijklmnoprsštuvzž",
        "i u je na se da su za od a s ne koji o što to kao iz ili će koja bi koje nije ali do "
        "po samo bio sve već kako te svoje bila nakon između bilo može više sam smo još prema "
        "jer tako ga mu biti tome godine dok pri",
        "ost osti ski ska ske anje enje nja ima ama ije ija iju ovati",
    ),
    "hu": _traits(
        _LATIN + "áéíóöőúüű",
        "a az és hogy nem is egy ez de meg azt csak volt már mint el még van ha ami én ezt vagy "
        "ki lesz aki után lehet most két több így sem minden között fel mert pedig itt kell "
        "olyan nagy ezek szerint majd",
        "ság ség ban ben nak nek ban ről ról hoz hez tól től val vel ás és ok ek",
    ),
    "id": _traits(
        _LATIN,
        "yang dan di dengan untuk dari ini dalam tidak pada itu adalah akan ke juga oleh ada "
        "mereka sebagai tersebut bisa karena telah atau lebih kami kita saya dia sudah kepada "
        "tahun para menjadi dapat seperti hanya namun antara anda orang bahwa",
        "kan nya ngan asi itas annya",
    ),
    "vi": _traits(
        _LATIN + "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
        "và của là có các được trong cho không một với người đã những để này đến khi từ về như "
        "tại cũng ra theo nhiều ông còn nhưng sẽ vào phải năm bị trên sự việc hay đó nước làm "
        "rất",
        "",
    ),
    "lt": _traits(
        "aąbcčdeęėfghiįyjklmnoprsštuųūvzž",
        "ir kad yra į iš su bet tai kaip ar jau o nuo už per apie buvo prie taip tik dar jo jos "
        "kuris kuri pagal dėl metų bus nėra",
        "imas imo ybė jos iai ams ose ėjo",
    ),
    "lv": _traits(
        "aābcčdeēfgģhiījkķlļmnņoprsštuūvzž",
        "un ir ka no ar uz par kas bet arī tas kā pēc gan vai lai ne viņš jau bija to tikai "
        "līdz pie tiek nav var",
        "šana šanas iem ība ības ās ējs",
    ),
    "et": _traits(
        _LATIN + "äöõüšž",
        "ja on ei et see oli ka kui mis ta aga või kes oma siis nii ning nagu välja seda selle "
        "veel pole juba kuid üle pärast",
        "mine mist use dus tud sse ks",
    ),
    "sl": _traits(
        "abcčdefghijklmnoprsštuvzž",
        "in je v na da se za so pa ki z s po kot ne tudi bi od o ali še bo iz do le pri že bil "
        "bila bilo lahko med ker kaj tako več kako samo svoje",
        "ost osti ski ska ske anje enje nih ega emu",
    ),
}
"""Languages written in Latin letters."""

CYRILLIC = {
    "ru": _traits(
        _RUSSIAN + "ё",
        "и в не на что с он я а как это по но из к у за от его для так же то о все было вы бы "
        "мы они была ее при до были или во уже ещё еще только может если который когда между "
        "также которые есть быть где мне них нет со чтобы этого ни ли под после этом более себя "
        "без можно чем том лет году года будет нас вас очень через этот эта эти этих которая "
        "которых которой была был её ему им меня тебя об надо там тут сейчас кто потому того "
        "тем всех свою своей стран россии китая",
        "ого его ому ему ый ий ая яя ые ие ых их ыми ими ться тся ение ения ению ание ания ость "
        "ости ция ции цию ской ского ский ские ать ить ять ешь ет ют ут ят ил ала али ило ых ов "
        "ев ами ями ах ях ство ства ник",
    ),
    "uk": _traits(
        "абвгґдеєжзиіїйклмнопрстуфхцчшщьюя'ʼ’",
        "і в не на що з у й та до за як це є про від для по із але а під він був його я ми ви "
        "вони також або так було може бути які який яка яке щоб коли між цього після через має "
        "всі ще вже тільки якщо їх її йому де при чи того ні нас вас були була року дуже",
        "ого ому ий ій ої ою их ими ться ення ання ість ості ція ції ської ського ський ські "
        "ати ити ють ував ала или ів ами ях ство",
    ),
    "be": _traits(
        "абвгдеёжзійклмнопрстуўфхцчшыьэюя'ʼ’",
        "і ў не на што з у да за як гэта а па ад для ён я мы яны таксама або так быў была было "
        "можа які якая якія каб калі паміж гэтага пасля праз мае усе яшчэ ўжо толькі яго яе іх "
        "дзе пры але ці ці гэты гэтай",
        "ага аму ыя ай ымі цца ення анне асць асці цыя цыі скай скага скі аць іць аў амі ях",
    ),
    "bg": _traits(
        "абвгдежзийклмнопрстуфхцчшщъьюя",
        "на и в да се за от не са с е по като който която че до след при но или което които "
        "това той тя те аз ще си ни ги му му бе беше са бил била през само може към има във със "
        "още когато един една едно между обаче този тази тези как все така вече също година без "
        "над",
        "ата ята ите ото ето ият ъта ният ване ане ение ост остта ция ски ска ско ства ове еше аха",
    ),
    "sr": _traits(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        "и у је на се да су за од а с не који о што то као из или ће која би које није али до "
        "по само био све већ како те своје била након између било може више сам смо још према "
        "јер тако га му бити године док при",
        "ост ости ски ска ске ање ење ња има ама ије ија ију овати",
    ),
    "mk": _traits(
        "абвгдѓежзѕијклљмнњопрстќуфхцчџш",
        "на и во да се за од не со е по како што кој која кои тоа до при но или ќе ги го му "
        "беше сум има биде само може кога меѓу овој оваа овие сите така веќе исто година без "
        "над според бил била",
        "ата ите ото иот ување ање ење ост оста ција ски ска ско ствo ови еше",
    ),
    "kk": _traits(
        "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя",
        "және мен бұл үшін деп да де бір бар болып ол ған оның осы сол болды еді екі пен жаңа "
        "қазақ туралы кейін арасында керек сондай",
        "ның нің дың дің лар лер дар дер ған ген",
    ),
    "mn": _traits(
        "абвгдеёжзийклмноөпрстуүфхцчшщъыьэюя",
        "нь байна ба болон юм энэ тэр болно гэж байсан улсын онд их бол хүн манай бид би та өөр",
        "ийн ын ууд үүд сан сэн гаа дээ",
    ),
}
"""Languages written in Cyrillic letters."""

ARABIC = {
    "ar": _traits(
        "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئىة",
        "في من على أن إلى التي عن هذا لا ما مع كان هذه الذي بين أو كما كل بعد قد ذلك لم منذ حيث "
        "هو هي أي عند غير قبل حتى إن ولا وقد ثم لن كانت خلال",
        "ات ون ين ية ها",
    ),
    "fa": _traits(
        "اآبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیئءأ\u200c",
        "و در به از که این را با است برای آن یک خود تا بر هم شد شده بود نیز ها می کرد اما یا وی "
        "هر ما دو پس باید سال",
        "های هایی ند است",
    ),
    "ur": _traits(
        "اآبپتٹثجچحخدڈذرڑزژسشصضطظعغفقکگلمنںوؤہھءیئے",
        "کے کی میں ہے اور سے کا کو کہ اس نے پر ہیں ایک یہ بھی کر ہو گیا تھا جو لیے تھے وہ ان",
        "یں وں",
    ),
}
"""Languages written in Arabic letters."""

BY_SCRIPT = {"Latn": LATIN, "Cyrl": CYRILLIC, "Arab": ARABIC}
"""The languages to choose among, by the script of the text."""

ALONE = {"Hang": "ko", "Thai": "th", "Grek": "el", "Hebr": "he", "Geor": "ka", "Armn": "hy"}
"""Scripts that one language of ours is written in."""
