"""A client is never blamed for words of ours, or of anybody else it quotes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amicable.reading.own_words import own_words

REPLIES = {
    "gmail en": "Fine.\n\nOn Mon, 3 May 2027 at 10:02, Ana <ana@firm.example> wrote:\n> OURS\n",
    "gmail es": "Fine.\n\nEl lun, 3 may 2027 a las 10:02, Ana (<ana@firm.example>) escribió:\n\n> OURS\n",
    "gmail ca": "Fine.\n\nMissatge de Ana <ana@firm.example> del dia dl., 3 de maig 2027 a les 10:02 va escriure:\n> OURS\n",
    "gmail pl": "Fine.\n\npon., 3 maj 2027 o 10:02 Ana <ana@firm.example> napisał(a):\n\n> OURS\n",
    "gmail fi": "Fine.\n\nma 3. toukok. 2027 klo 10.02 Ana (ana@firm.example) kirjoitti:\nOURS\nOURS\n",
    "gmail vi": "Fine.\n\nVào Th 2, 3 thg 5, 2027 lúc 10:02 Ana <ana@firm.example> đã viết:\n\n> OURS\n",
    "wrapped": "Fine.\n\nOn Monday, 3 May 2027 at 10:02:11, Ana Maria of the Firm\n<ana@firm.example> wrote:\n\nOURS\n",
    "outlook en": "Fine.\n\nFrom: Ana <ana@firm.example>\nSent: Monday, May 3, 2027 10:02\nTo: Peter\nSubject: March\n\nOURS\n",
    "outlook es": "Fine.\n\nDe: Ana\nEnviado el: lunes, 3 de mayo de 2027\nPara: Pedro\nAsunto: Marzo\n\nOURS\n",
    "outlook ca": "Fine.\n\nDe: Ana\nEnviat el: dilluns, 3 de maig\nPer a: Pere\nAssumpte: Març\n\nOURS\n",
    "outlook pl": "Fine.\n\nOd: Ana\nWysłano: 3 maja 2027\nDo: Piotr\nTemat: Marzec\n\nOURS\n",
    "outlook fi": "Fine.\n\nLähettäjä: Ana\nLähetetty: 3. toukokuuta 2027\nVastaanottaja: Pekka\nAihe: Maaliskuu\n\nOURS\n",
    "outlook vi": "Fine.\n\nTừ: Ana\nĐã gửi: Thứ Hai\nĐến: Phong\nChủ đề: Tháng Ba\n\nOURS\n",
    "separator en": "Fine.\n\n-----Original Message-----\nOURS\n",
    "separator pl": "Fine.\n\n-----Wiadomość oryginalna-----\nOURS\n",
    "separator fi": "Fine.\n\n---- Alkuperäinen viesti ----\nOURS\n",
    "apple forward": "Fine.\n\nBegin forwarded message:\n\nOURS\n",
    "thunderbird": "Fine.\n\nAm 03.05.27 um 10:02\n> OURS\n>> OURS\n",
    "signature": "Fine.\n-- \nOURS\nDirector of everything\n",
    "phone": "Fine.\n\nSent from my phone\nOURS\n",
    "phone fi": "Fine.\n\nLähetetty iPhonesta\nOURS\n",
    "disclaimer": "Fine.\n\nThis e-mail and its attachments are confidential. OURS\nOURS\n",
    "html gmail": '<div>Fine.</div><div class="gmail_quote"><div>OURS</div><p>OURS</p></div>',
    "html blockquote": "<p>Fine.</p><blockquote type=cite><p>OURS <blockquote>OURS</blockquote> OURS</p></blockquote>",
    "html outlook": '<p>Fine.</p><div id="divRplyFwdMsg">OURS</div><p>OURS</p>',
    "html script": "<style>OURS</style><p>Fine.</p><script>OURS</script>",
}


@pytest.mark.parametrize("name", REPLIES)
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_only_what_the_client_wrote_itself_is_left(name, ending):
    left = own_words(REPLIES[name].replace("\n", ending))
    assert "Fine." in left
    assert "OURS" not in left


def test_an_answer_below_or_between_quotations_is_kept():
    left = own_words(
        "On Mon, 3 May 2027 at 10:02, Ana <a@f.example> wrote:\n> OURS\n\nFine here.\n> OURS\nAnd fine there.\n"
    )
    assert "OURS" not in left
    assert "Fine here." in left
    assert "And fine there." in left


@pytest.mark.parametrize("text", ["From: here on it is simple.\nTo: be done today.\n", "She wrote:\nall is fine\n", "a < b and b > c", "Fine -- really"])  # fmt: skip
def test_plain_prose_is_left_alone(text):
    assert own_words(text) == text


def test_entities_are_read_in_their_own_place():
    text = "<p>caf&eacute; &amp; t&eacute;</p>"
    left = own_words(text)
    assert len(left) == len(text)
    assert "café" in left.replace("\u200b", "")


@given(st.text(alphabet="ab \n<>p/=\"':-_&;@.d", max_size=200))
def test_nothing_moves(text):
    assert len(own_words(text)) == len(text)
