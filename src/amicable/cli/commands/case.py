"""amicable case: cases from the command line, by the same actions as on the screens."""

import argparse
import sys
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

from amicable.cli._asking import answering, folder
from amicable.cli._command import Command
from amicable.i18n import LANGUAGES, N_, say, say_count, spoken
from amicable.refusal import Refusal

if TYPE_CHECKING:
    from amicable.web.accounts.models import Person
    from amicable.web.cases.models import Case

Run = Callable[[argparse.Namespace], int]


class NobodyActs(Refusal):
    """The person who acts is not known to the application."""


class NoSuchCase(Refusal):
    """There is no case of this number."""


class NoSuchName(Refusal):
    """A client, gate or remedy that is not known."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Its options: what to do, and to which case."""
    below = parser.add_subparsers(dest="what", required=True, metavar=say(N_("WHAT")))
    listing = _one(below, "list", N_("cases, last moved first"), _list)
    listing.add_argument(
        "--state", default="", help=say(N_("only those in this state, or: current, ending, over"))
    )
    _numbered(below, "show", N_("one case: where it stands, what it lacks"), _show)
    opening = _one(below, "open", N_("open a case about a client and freeze its evidence"), _open)
    opening.add_argument("client", metavar="CLIENT", help=say(N_("its id or name")))
    _acting(opening)
    _of_ladder(below)
    _of_gates(below)
    _of_decision(below)


def _of_ladder(below: Any) -> None:  # noqa: ANN401 (argparse does not name its type)
    plan = _act(below, "plan", N_("write down a remedy that was agreed on"), _plan, "remedy")
    plan.add_argument("--agreement", required=True, help=say(N_("what was agreed on with the client")))
    plan.add_argument("--sign", required=True, help=say(N_("the sign that shall become better")))
    plan.add_argument(
        "--target", required=True, type=float, help=say(N_("the rate that it shall not exceed"))
    )
    plan.add_argument("--agreed-on", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    plan.add_argument("--measure-on", required=True, type=date.fromisoformat, metavar="YYYY-MM-DD")
    passed = _act(below, "pass", N_("say why a remedy is not tried"), _pass, "remedy")
    _text(passed, "--reason", N_("why, in your own words"))


def _of_gates(below: Any) -> None:  # noqa: ANN401 (as above)
    gate = _act(below, "gate", N_("answer the question of a gate"), _gate, "gate")
    gate.add_argument("answer", choices=("yes", "no", "unknown"))
    gate.add_argument(
        "--on", type=date.fromisoformat, metavar="YYYY-MM-DD", help=say(N_("the day that a yes speaks of"))
    )
    gate.add_argument("--note", default="", help=say(N_("what is known about it")))
    passing = _act(below, "override", N_("let a gate pass with a reason"), _override, "gate")
    _text(passing, "--reason", N_("why, in your own words"))
    _act(below, "agree", N_("agree, as a second person, that a gate is let pass"), _agree, "gate")


def _of_decision(below: Any) -> None:  # noqa: ANN401 (as above)
    decide = _act(below, "decide", N_("write the decision record"), _decide)
    decide.add_argument("--course", required=True, choices=("part_with_notice", "part_at_once"))
    _text(decide, "--reasons", N_("why, in your own words"))
    decide.add_argument(
        "--written-in", choices=LANGUAGES, default="en", help=say(N_("language of the reasons"))
    )
    decide.add_argument(
        "--interest", default="", help=say(N_("an interest of your own in it; none if it is left out"))
    )
    decide.add_argument("--second-person", action="store_true", help=say(N_("a second person shall sign")))
    decide.add_argument(
        "--beyond-limit", default="", help=say(N_("why one more ending can be borne at once"))
    )
    _act(below, "sign", N_("sign a decision as the second person"), _sign)
    contest = _act(below, "contest", N_("write down an objection of the client"), _contest)
    _text(contest, "--words", N_("what the client says"))
    answer = _act(below, "answer", N_("answer an objection"), _answer)
    answer.add_argument(
        "--grant", action="store_true", help=say(N_("reinstate the client; else the decision stands"))
    )
    _text(answer, "--words", N_("why, in words that the client can read"))
    moving = _act(below, "move", N_("withdraw, suspend or take up a case again"), _move)
    moving.add_argument("action", choices=("withdraw", "suspend", "resume"))
    _text(moving, "--reason", N_("why, in your own words"))


def _one(below: Any, name: str, about: str, run: Run) -> argparse.ArgumentParser:  # noqa: ANN401 (as above)
    made: argparse.ArgumentParser = below.add_parser(name, help=say(about), description=say(about))
    made.set_defaults(does=run)
    made.add_argument("--ledger", metavar="DIR", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    answering(made, table=False)
    return made


def _numbered(below: Any, name: str, about: str, run: Run) -> argparse.ArgumentParser:  # noqa: ANN401 (as above)
    made = _one(below, name, about, run)
    made.add_argument("number", type=int, metavar="CASE", help=say(N_("the number of the case")))
    return made


def _act(below: Any, name: str, about: str, run: Run, *names: str) -> argparse.ArgumentParser:  # noqa: ANN401 (as above)
    made = _numbered(below, name, about, run)
    for one in names:
        made.add_argument(one)
    _acting(made)
    return made


def _acting(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", required=True, metavar="EMAIL", help=say(N_("the person who acts")))


def _text(parser: argparse.ArgumentParser, name: str, about: str) -> None:
    parser.add_argument(name, required=True, help=say(about))


def run(given: argparse.Namespace) -> int:
    """Do it, and show the case as it is then."""
    from amicable.web import serving

    serving.load(folder(given))  # beside a server that may be running, whose work goes on
    serving.bring_up_to_date()
    from django.utils import translation

    with translation.override(spoken()):
        done: int = given.does(given)
    return done


def _by(given: argparse.Namespace) -> "Person":
    from amicable.web.accounts.models import Person
    from amicable.web.rights import DECIDE

    found = Person.objects.filter(email__iexact=given.by).first()
    if not found or not found.may(DECIDE, writing=True):
        raise NobodyActs(
            N_("Nobody with the address {email} may decide here. Give the address of an owner or a manager who can sign in."),
            email=given.by,
        )  # fmt: skip
    person: Person = found
    return person


def _case(given: argparse.Namespace) -> "Case":
    from amicable.web.cases.models import Case

    found = Case.objects.select_related("client", "led_by").filter(pk=given.number).first()
    if not found:
        raise NoSuchCase(
            N_("There is no case {number}. See them all with: amicable case list"), number=given.number
        )
    case: Case = found
    return case


def _shown(given: argparse.Namespace, case: "Case") -> int:
    from amicable.cli import _shown as shown
    from amicable.decision.path import STATES
    from amicable.web.cases.answers import whole

    case.refresh_from_db()
    answer = whole(case)
    if given.json:
        shown.as_json("amicable.case/1", answer)
        return 0
    sys.stdout.write(
        f"{answer['number']}  {answer['name']}: {say(STATES[case.state])}\n{answer['allowed_in_words']}\n"
    )
    for name in ("gates", "ladder"):
        rows = [[one.get("gate") or one["remedy"], one.get("state") or one["status"]] for one in answer[name]]
        shown.console().print(shown.table([(say(N_("Gate") if name == "gates" else N_("Remedy")), "left"), (say(N_("State")), "left")], rows))  # fmt: skip
    lacking = len(answer["lacking"])
    if lacking:
        sys.stdout.write(say_count("{count} thing keeps it from being decided.", "{count} things keep it from being decided.", lacking) + "\n")  # fmt: skip
    return 0


def _list(given: argparse.Namespace) -> int:
    from amicable.cli import _shown as shown
    from amicable.decision.path import STATES
    from amicable.web.cases.answers import brief
    from amicable.web.cases.models import Case
    from amicable.web.cases.queries import GROUPS

    found = Case.objects.select_related("client", "led_by")
    if given.state:
        found = (
            found.filter(GROUPS[given.state]) if given.state in GROUPS else found.filter(state=given.state)
        )
    rows = [brief(one) for one in found]
    if given.json:
        shown.as_json("amicable.cases/1", {"cases": rows})
        return 0
    columns = [
        (say(N_("Case")), "right"),
        (say(N_("Client")), "left"),
        (say(N_("State")), "left"),
        (say(N_("Led by")), "left"),
    ]
    shown.console().print(shown.table(columns, [[str(one["number"]), one["name"], say(STATES[one["state"]]), one["led_by"]] for one in rows]))  # fmt: skip
    return 0


def _show(given: argparse.Namespace) -> int:
    return _shown(given, _case(given))


def _open(given: argparse.Namespace) -> int:
    from amicable.web.cases.actions import open_case
    from amicable.web.portfolio.models import Client

    by, wanted = _by(given), given.client
    found = Client.objects.filter(client_id=wanted).first() or Client.objects.filter(name=wanted).first()
    if not found:
        raise NoSuchName(
            N_("The application knows no client “{name}”. Give its id or its whole name, after the portfolio was reviewed."),
            name=wanted,
        )  # fmt: skip
    return _shown(given, open_case(by=by, client=found))


def _plan(given: argparse.Namespace) -> int:
    from amicable.decision.ladder import all_remedies
    from amicable.web.cases.plans.actions import Agreed, agree

    by, case = _by(given), _case(given)
    _known(given.remedy, all_remedies())
    agreed = Agreed(
        given.remedy, given.agreement, given.agreed_on, by, given.sign, given.target, given.measure_on
    )
    agree(by=by, case=case, agreed=agreed)
    return _shown(given, case)


def _pass(given: argparse.Namespace) -> int:
    from amicable.decision.ladder import all_remedies
    from amicable.web.cases.plans.actions import pass_over

    case = _case(given)
    _known(given.remedy, all_remedies())
    pass_over(by=_by(given), case=case, remedy=given.remedy, reason=given.reason)
    return _shown(given, case)


def _known(name: str, names: Any) -> None:  # noqa: ANN401 (any collection of names)
    if name not in names:
        raise NoSuchName(
            N_("There is no “{name}”. There are: {known}."), name=name, known=", ".join(sorted(names))
        )


def _open_gates() -> list[str]:
    """Gates that may be spoken of here; the confidential ones are answered on their track alone."""
    from amicable.decision.gates import all_gates

    return [name for name, one in all_gates().items() if not one.confidential]


def _gate(given: argparse.Namespace) -> int:
    from amicable.web.cases.gates.actions import answer

    case = _case(given)
    _known(given.gate, _open_gates())
    answer(by=_by(given), case=case, gate=given.gate, answer=given.answer, note=given.note, on=given.on)
    return _shown(given, case)


def _override(given: argparse.Namespace) -> int:
    from amicable.web.cases.gates.actions import override

    case = _case(given)
    _known(given.gate, _open_gates())
    override(by=_by(given), case=case, gate=given.gate, reason=given.reason)
    return _shown(given, case)


def _agree(given: argparse.Namespace) -> int:
    from amicable.web.cases.gates.actions import review_override

    case = _case(given)
    _known(given.gate, _open_gates())
    found = case.overrides.filter(gate=given.gate).first()
    if not found:
        raise NoSuchName(
            N_("Nobody has let the gate “{name}” pass, so there is nothing to agree to."), name=given.gate
        )
    review_override(by=_by(given), override=found)
    return _shown(given, case)


def _decide(given: argparse.Namespace) -> int:
    from amicable.web.cases.decisions.actions import Decided, decide
    from amicable.web.cases.readiness.weighing import course_of, written

    by, case = _by(given), _case(given)
    found = course_of(case)
    decided = Decided(
        course=given.course,
        reasons=given.reasons,
        language=given.written_in,
        interest=given.interest,
        options=written(found, given.written_in) if found else (),
        second_person=given.second_person,
        beyond_limit=given.beyond_limit,
    )
    decide(by=by, case=case, decided=decided)
    return _shown(given, case)


def _sign(given: argparse.Namespace) -> int:
    from amicable.web.cases.decisions.actions import sign

    case = _case(given)
    sign(by=_by(given), case=case)
    return _shown(given, case)


def _contest(given: argparse.Namespace) -> int:
    from amicable.web.cases.decisions.actions import contest

    case = _case(given)
    contest(by=_by(given), case=case, words=given.words)
    return _shown(given, case)


def _answer(given: argparse.Namespace) -> int:
    from amicable.web.cases.decisions.actions import answer_contest

    case = _case(given)
    answer_contest(by=_by(given), case=case, grant=given.grant, words=given.words)
    return _shown(given, case)


def _move(given: argparse.Namespace) -> int:
    from amicable.web.cases.moving import move

    case = _case(given)
    move(by=_by(given), case=case, action=given.action, reason=given.reason)
    return _shown(given, case)


COMMAND = Command("case", 12, N_("open, repair, decide and sign cases about clients"), arguments, run)
