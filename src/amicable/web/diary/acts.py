"""The diary's sentences: what each act is called, by app."""

from amicable.i18n import N_
from amicable.web.diary.models import Entry
from amicable.web.rendering import told
from amicable.web.rights import TITLES, Role

ACTS = {
    "people.invited": N_("{email} was invited as {role}."),
    "people.joined": N_("{name} joined as {role}."),
    "people.invitation_withdrawn": N_("The invitation of {email} was withdrawn."),
    "people.role_changed": N_("{email} is now {role}; before: {before}."),
    "people.deactivated": N_("{email} can no longer sign in."),
    "people.reactivated": N_("{email} can sign in again."),
    "people.password_link_made": N_("A link to set a new password was made for {email}."),
    "people.second_factor_forgotten": N_("The second factor of {email} was removed by an owner."),
    "people.second_factor_required": N_("From now on everybody needs a second factor."),
    "people.second_factor_optional": N_("A second factor is left to each person."),
    "sign_in.done": N_("{email} signed in."),
    "sign_in.out": N_("{email} signed out."),
    "sign_in.failed": N_("A sign-in as {email} failed."),
    "sign_in.held_back": N_("Too many sign-ins as {email} failed; the next were held back."),
    "sign_in.second_step_failed": N_("The second step of a sign-in as {email} failed."),
    "sign_in.sessions_ended": N_("{email} signed out everywhere else."),
    "sign_in.password_changed": N_("{email} changed their password."),
    "sign_in.password_reset": N_("{email} set a new password through a link."),
    "sign_in.app_added": N_("{email} set up an authenticator app."),
    "sign_in.app_removed": N_("{email} removed the authenticator app."),
    "sign_in.passkey_added": N_("{email} added a passkey."),
    "sign_in.passkey_removed": N_("{email} removed a passkey."),
    "sign_in.codes_added": N_("{email} made recovery codes."),
    "sign_in.codes_removed": N_("The recovery codes of {email} were removed."),
    "intake.uploaded": N_("Files were brought in to be looked at ({files})."),
    "intake.imported": N_("Records were imported: {rows} rows of {files} files, {problems} stayed out."),
    "intake.undone": N_("An import was taken back: {rows} rows went, {back} older ones came back."),
    "intake.merged": N_("{one} was declared to be the same client as {other}."),
    "intake.kept_apart": N_("{one} and {other} were declared to be two clients."),
    "intake.split": N_("{one} was split off from {other} again."),
    "firm.changed": N_("Facts about the firm were changed: {facts}."),
    "portfolio.reviewed": N_("The portfolio was reviewed: {named} of {clients} clients named."),
    "portfolio.exported": N_("The list of clients was exported ({form}, {rows} rows)."),
    "client.noted": N_("A note about {name} was written."),
    "client.note_withdrawn": N_("A note about {name} was taken back by its writer."),
    "client.assigned": N_("{person} was assigned to {name}."),
    "client.unassigned": N_("{person} is no longer assigned to {name}."),
    "track.opened": N_("A confidential track was opened."),
    "track.changed": N_("A confidential track was changed."),
    "incident.logged": N_("An incident was written down."),
    "incident.changed": N_("An incident was changed; how it read before is kept."),
    "incident.taken_back": N_("An incident was taken back within ten minutes."),
    "incident.confirmed": N_("An incident was confirmed by a second person."),
    "pulse.given": N_("A pulse was given."),
    "clients.followed_records": N_(
        "The firm's records assign {began} more clients to {email}, and {ended} no longer."
    ),
    "api.token_made": N_("The token “{name}” was made for programs ({scopes})."),
    "api.token_ended": N_("The token “{name}” was ended."),
    "api.webhook_added": N_("The webhook {url} was added ({events})."),
    "api.webhook_removed": N_("The webhook {url} was removed."),
    "api.webhook_tried": N_("The webhook {url} was tried."),
}
"""Act -> its sentence; every act that is written stands here (a test looks)."""


class _Known(dict[str, object]):
    """Values of an older entry may lack a name that the sentence has by now."""

    def __missing__(self, name: str) -> str:
        return "?"


def sentence(entry: Entry) -> str:
    """The entry in the reader's language."""
    words = told(ACTS.get(entry.act, entry.act))
    return words.format_map(_Known({name: _shown(value) for name, value in entry.told.items()}))


def _shown(value: object) -> object:
    """A role by its title, as it stands inside a sentence; all other values as they are."""
    return told(TITLES[Role(value)]).lower() if isinstance(value, str) and value in TITLES else value
