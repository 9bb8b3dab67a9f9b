"""What is known about a client: every field of the fiche, in groups."""

from textual.app import ComposeResult

from locales import N_, _, formats
from locales.words import categories as category_words
from locales.words import companies as company_words
from locales.words import consents as consent_words
from locales.words import currency
from locales.words import custom_fields as custom_words
from locales.words import ledger as words
from locales.words.clients import age
from locales.words.merging import named
from models.custom_fields.table import CustomRecord
from models.merging.merged_in import MergedIn, merged_into
from models.outbox.channels.channel import Channel
from models.outbox.consents import history as consent_history
from models.outbox.consents.history import ConsentRow
from models.people.clients import verbs as clients
from models.people.clients.authorship import Authorship, Mark, authorship
from models.people.clients.fields import ClientFields
from models.people.clients.lists import LISTS
from models.people.clients.table import Client
from models.people.companies.bank import MASKED, masked
from models.people.references.listing import name_of
from models.pharmacy import features
from models.pharmacy.features import Feature
from models.store import clock
from models.trade.prices import discounts
from models.trade.prices.conditions import in_force
from models.trade.prices.discounts import DiscountReason
from tui.fiche.header import category_of
from tui.fiche.parts.pane import Group, Pane, Tab
from tui.widgets.text_lines import Drawing, Line, Lines, Reading, facts

Pairs = list[tuple[str, str]]
_MODE = "payment_mode"
_LABEL = 20
_TWO_COLUMNS = 84


class InformationPane(Pane):
    """Every field of the fiche, in groups."""

    PURPOSE = N_("who the client is, and what they agree to.")
    GUIDE = "fiche.md#les-informations"

    def compose(self) -> ComposeResult:
        yield Lines(classes="pane-head")
        with Reading(classes="facts"):
            yield Lines()

    def enter(self) -> None:
        self.query_one(Reading).focus()

    def show(self, client: int) -> None:
        super().show(client)
        self.query_one(Reading).scroll_home(animate=False)

    def read_again(self) -> None:
        client = clients.get(self.client)
        self.head(_(TAB.title), _("F3 edits · c consent"))
        self.query_one(".facts > Lines", Lines).put(_drawing(groups(client, authorship(client.id))))


def groups(client: Client, hands: Authorship) -> list[Pairs]:
    """Labels and values, group by group."""
    fields = clients.fields_of(client)
    return [
        _person(client, fields),
        _reach(client, fields),
        _insured(client),
        _money(client),
        *_company(fields),
        _custom(fields),
        _consents(client),
        _written_to(client.id),
        _hands(hands),
    ]


def _if_any(*pairs: tuple[str, str]) -> Pairs:
    """Those that say something: of what few clients have, an empty line would only be in the way."""
    return [(label, value) for label, value in pairs if value]


def _person(client: Client, fields: ClientFields) -> Pairs:
    born = fields.birth_date
    said = f"{formats.day(born)} · {age(born, clock.today())}" if born else ""
    return [
        (_("Title"), client.title),
        (_("Last name"), client.last_name),
        (_("First name"), client.first_name),
        *_if_any((_("Birth date"), said)),
        (_("Type"), words.client_kind(client.kind)),
        (_("No."), str(client.id)),
        (_("Code"), client.code),
        *_if_any((_("Merged fiches"), "\n".join(map(_merged, merged_into(client.id))))),
    ]


def _merged(fiche: MergedIn) -> str:
    """`N° 362 MARTIN Jeanne, 30/11/2026`: its number and its code open this fiche, too."""
    return f"{named(fiche)}, {formats.day(clock.local_day(fiche.at))}"


def _reach(client: Client, fields: ClientFields) -> Pairs:
    return [
        (_("Mobile"), formats.phone(client.mobile)),
        (_("Work phone"), formats.phone(client.work_phone)),
        (_("Home phone"), formats.phone(client.home_phone)),
        (_("E-mail"), client.email),
        (_("Address"), client.address),
        (_("City"), f"{client.postal_code} {client.city}".strip()),
        *_if_any((_("Province"), fields.province), (_("Country"), fields.country)),
    ]


def _insured(client: Client) -> Pairs:
    return [
        (_("Organism"), client.organism_name),
        (_("Registration"), client.registration_number),
        (_("Affiliation"), client.affiliation_number),
    ]


def _money(client: Client) -> Pairs:
    if client.ceiling is None:
        ceiling = _("by default")
    else:
        ceiling = currency.amount(client.ceiling) if client.ceiling else _("no credit")
    pairs = [
        (_("Ceiling"), ceiling),
        *_category(client),
        *_granted(client.id),
        (_("Alert"), client.alert),
        (_("Notes"), client.info),
    ]
    return [(_("Blocked"), _("yes, no operation is possible")), *pairs] if client.blocked else pairs


def _category(client: Client) -> Pairs:
    """The client's category, and whether their sales may be put on hold; nothing while categories are off."""
    row = category_of(client)
    if row is None:
        return []
    said = [category_words.name(row), *([_("sales are not put on hold")] if row.hold_lock else [])]
    return [(_("Category"), "\n".join(said))]


def _company(known: ClientFields) -> list[Pairs]:
    """How a company is billed, its numbers, and its bank account, of which only the ends show: what
    is filled in of them. Nothing where the pharmacy has no professionals.
    """
    if Feature.PROFESSIONALS not in features.in_use():
        return []
    flags = [(_(label), _("yes")) for name, label in company_words.FLAGS.items() if getattr(known, name)]
    chosen = [(_(company_words.CHOICES[name]), name_of(getattr(known, name))) for name in LISTS]
    mode = words.mode(known.payment_mode) if known.payment_mode else ""
    numbers = [
        (_(label), company_words.number(name, getattr(known, name)))
        for name, label in company_words.NUMBERS.items()
    ]
    account = [
        (_(label), masked(getattr(known, name)) if name in MASKED else getattr(known, name))
        for name, label in company_words.BANK.items()
    ]
    books = (_(company_words.ACCOUNT_CODE), known.account_code)
    terms = [*flags, books, (_(company_words.CHOICES[_MODE]), mode), *chosen]
    return [[pair for pair in group if pair[1]] for group in (terms, numbers, account)]


def _custom(known: ClientFields) -> Pairs:
    """The custom fields that are filled in; nothing while they are not in use."""
    if Feature.CUSTOM_FIELDS not in features.in_use():
        return []
    return custom_words.pairs(CustomRecord.CLIENT, known.custom)


def _granted(client: int) -> Pairs:
    """The default discounts, their own or that of their category; nothing if there are none."""
    granted = in_force(client).granted
    said = [formats.percent(granted.permanent)] if granted.permanent else []
    if granted.permanent_reason is DiscountReason.CLIENT_CATEGORY:
        said = [_("{rate} by their category").format(rate=said[0])]
    said += [
        f"{each.name} {formats.percent(each.rate)}"
        for each in discounts.choices(client)
        if each.rate is not None
    ]
    return [(_("Default discount"), "\n".join(said))] if said else []


def _consents(client: Client) -> Pairs:
    shared = (
        (_("Shares balance"), client.share_balance),
        (_("Shares points"), client.share_points),
        (_("Shares history"), client.share_history),
    )
    return [(label, _("yes") if agreed else _("no")) for label, agreed in shared]


def _written_to(client: int) -> Pairs:
    """What may be sent on each channel, and by whose consent."""
    holding = consent_history.holding(client)
    labels = {Channel.SMS: _("By SMS"), Channel.EMAIL: _("By e-mail")}
    return [(label, _word(holding.get(channel))) for channel, label in labels.items()]


def _word(said: ConsentRow | None) -> str:
    if said is None:
        return consent_words.means(None)
    how = f"{formats.day(clock.local_day(said.at))} · {consent_words.source(said.source)}"
    return "\n".join(part for part in (consent_words.means(said.word), how, said.author) if part)


def _hands(hands: Authorship) -> Pairs:
    marks = ((_("Created"), hands.created), (_("Last change"), hands.changed))
    return [(label, _hand(mark)) for label, mark in marks if mark is not None]


def _hand(mark: Mark) -> str:
    return "\n".join(part for part in (formats.moment(mark.at), mark.by) if part)


def _drawing(every: list[Pairs]) -> Drawing:
    def draw(width: int) -> list[Line]:
        if width < _TWO_COLUMNS:
            return _column(every, width)
        half = (width - 2) // 2
        left, right = _column(every[:3], half), _column(every[3:], half)
        return _beside(left, right, half)

    return draw


def _column(every: list[Pairs], width: int) -> list[Line]:
    lines: list[Line] = []
    for group in filter(None, every):
        lines += [*([[]] if lines else []), *facts(group, width, _LABEL)]
    return lines


def _beside(left: list[Line], right: list[Line], half: int) -> list[Line]:
    height = max(len(left), len(right))
    pairs = zip(left + [[]] * (height - len(left)), right + [[]] * (height - len(right)), strict=True)
    return [[*_filled(one, half), ("  ", "plain"), *other] for one, other in pairs]


def _filled(line: Line, width: int) -> Line:
    from rich.cells import cell_len

    return [*line, (" " * max(width - sum(cell_len(text) for text, _meaning in line), 0), "plain")]


TAB = Tab(
    "information",
    N_("Information"),
    InformationPane,
    group=Group.PERSON,
)
