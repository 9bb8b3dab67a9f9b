"""Checks that whatever can be changed is as it was last changed: settings, clients,
catalogue, templates, staff.

The trail of such a change keeps the old and the new value, so the last entry that names a value says what it
is today. A value that nobody ever changed cannot be checked so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from peewee import fn

from models.doctor.fault import Check, Fault, first
from models.doctor.requests.details import details_of, read
from models.merging.beside import DISCOUNTS
from models.merging.verbs import MERGES, UNDOES
from models.outbox.messages.campaign import Campaign, CampaignState
from models.outbox.templates.table import Template
from models.people.clients import columns
from models.people.clients.aliases import ClientAlias, ClientMerge
from models.people.clients.selections import Selection, SelectionMember
from models.people.clients.table import Client, ClientStatus
from models.people.clients.verbs import SAVES
from models.people.duplicates.apart import COMPARES_AGAIN, SETS_APART, ClientApart
from models.people.staff import security_code
from models.privacy.redaction import VERB as REDACTS
from models.refusals import N_
from models.requests.actors import Staff
from models.requests.editing import changes_in
from models.requests.trail import Trail
from models.store import many
from models.store.settings import Setting
from models.trade.catalogue.table import Category, Product
from models.trade.catalogue.vat import Vat, VatRate
from models.trade.prices.discounts import DefaultDiscount
from models.trash.verbs import DELETE, RESTORE

_OTHER = N_("{what} is not as request {request} left it, which changed it last.")
_VERSION = N_("Client {client} was saved {count} times; the fiche says {version}.")

Last = dict[tuple[Any, ...], tuple[int, Any]]
"""For each thing: the request that last changed it, and what it was changed to."""


@dataclass(slots=True)
class Said:
    """The values of one kind of thing: as last recorded in the trail, and as they are."""

    last: Last = field(default_factory=dict)

    def says(self, request: int, value: Any, *what: Any) -> None:
        self.last[what] = (request, value)

    def forget(self, *beginning: Any) -> None:
        for what in [each for each in self.last if each[: len(beginning)] == beginning]:
            del self.last[what]

    def differs(self, now: dict[tuple[Any, ...], Any], gone: Any = None) -> Iterator[Fault]:
        """The values that differ from the trail; a value missing from `now` counts as `gone`."""
        for what, (request, value) in self.last.items():
            if now.get(what, gone) != value:
                words = " ".join(str(part) for part in what)
                yield Fault("trail", _OTHER, {"what": words, "request": request})


def settings_are_as_last_chosen() -> Iterator[Fault]:
    """A setting that a person chose has the chosen value, and names the request that chose it."""
    # Two things are compared: the value of each setting, and the request that it names. The security code is
    # a hash that no trail repeats, so only its request is compared; a setting that names a request which
    # chose nothing was written past the verbs.
    said, chosen_by = Said(), Said()
    verbs = ("pharmacy.change", "house_rules.change", "prefixes.change", "outbox_rules.change")
    changes = [
        verb
        for (verb,) in Trail.select(Trail.verb).distinct().tuples()
        if verb.endswith((".change", ".choose"))
    ]
    for rows in details_of(*{*verbs, *changes}):
        for request, _, _, words in rows:
            for name, value in words.get("after", {}).items():
                said.says(request, value, "setting", name)
                chosen_by.says(request, request, "setting", name)
    kept = list(Setting.select(Setting.name, Setting.value, Setting.trail_id).tuples())
    for rows in details_of("security_code.choose"):
        for request, *_ in rows:
            chosen_by.says(request, request, "setting", security_code.HASH)
    yield from said.differs({("setting", name): value for name, value, _ in kept}, gone="")
    yield from chosen_by.differs({("setting", name): request for name, _, request in kept})
    known = {what[1] for what in chosen_by.last}
    for name, _, request in kept:
        if request is not None and name not in known:
            yield Fault("trail", _OTHER, {"what": f"setting {name}", "request": request})


def fiches_are_as_last_saved() -> Iterator[Fault]:
    """The fields of a client have the values last typed; each save raises the version
    by one (`clients.SAVES`).
    """
    statuses = {
        "standing.archive": ClientStatus.ARCHIVED,
        "standing.restore": ClientStatus.ACTIVE,
        "standing.sleep": ClientStatus.SLEEPING,
        "standing.wake": ClientStatus.ACTIVE,
        DELETE: ClientStatus.TRASHED,
    }
    for rows in _of_clients(*SAVES, DELETE, RESTORE):
        said = Said()
        for request, verb, client, words in rows:
            for name, (_, value) in changes_in(words).items():
                said.says(request, value, "client", client, name)
            if verb == REDACTS:
                said.forget("client", client)  # Another check says whether they were anonymised.
            if verb in statuses:
                said.says(request, statuses[verb], "client", client, "status")
            if verb == RESTORE:
                said.says(request, words.get("status"), "client", client, "status")
        fiches = list(Client.select().where(many.among(Client.id, {row[2] for row in rows})))
        fields = columns.fields_of_all(fiches)
        listed = _before_their_merge(row.id for row in fiches)
        now = {
            ("client", row.id, name): value
            for row in fiches
            for name, value in (
                columns.plain(fields[row.id]) | {"status": listed.get(row.id, row.status)}
            ).items()
        }
        yield from said.differs(now)
    saves = Trail.select(fn.COUNT(Trail.id)).where(Trail.client_id == Client.id, Trail.verb.in_(SAVES))
    miscounted = Client.select(Client.id, Client.version, saves).where(Client.version - 1 != saves)
    for client, version, count in first(miscounted):
        figures = {"client": client, "version": version, "count": count}
        yield Fault("trail", _VERSION, figures, client=client)


def _before_their_merge(clients: Iterable[int]) -> dict[int, ClientStatus]:
    """The status that merged fiches had, and get back; it was said of these, while a merge tells of the
    survivor.
    """
    rows = ClientAlias.select(ClientAlias.client, ClientMerge.status).join(
        ClientMerge, on=ClientAlias.merge == ClientMerge.id
    )
    return dict(rows.where(many.among(ClientAlias.client, clients)).tuples())


def _of_clients(
    *verbs: str, chunk: int = 1000
) -> Iterator[list[tuple[int, str, int | None, dict[str, Any]]]]:
    """The requests of these verbs, a chunk of clients at a time; all requests of one client
    are in one chunk, in order.
    """
    last = 0
    while True:
        page = Client.select(Client.id).where(Client.id > last).order_by(Client.id).limit(chunk)
        keys = [key for (key,) in page.tuples()]
        if not keys:
            return
        query = Trail.select(Trail.id, Trail.verb, Trail.client_id, Trail.detail).order_by(Trail.id)
        found = query.where(Trail.client_id > last, Trail.client_id <= keys[-1], Trail.verb.in_(verbs))
        rows = [(*row[:3], read(row[3])) for row in found.tuples()]
        if rows:
            yield rows
        last = keys[-1]


_MERGING = (MERGES, UNDOES)


def discounts_are_as_last_chosen() -> Iterator[Fault]:
    """A client's default discounts are exactly those last chosen."""
    for rows in _of_clients("discounts.choose", *_MERGING):
        said = Said()
        for request, verb, client, words in rows:
            changes = words.get(DISCOUNTS if verb in _MERGING else "changes", {})
            if not changes:
                continue
            permanent, by_category = (changes.get(name, [0, 0])[1] for name in ("permanent", "by_category"))
            wanted = {int(category): rate for category, rate in (by_category or {}).items()}
            said.says(request, wanted | ({0: permanent} if permanent else {}), "client", client, "discounts")
        clients = {row[2] for row in rows}
        now: dict[tuple[Any, ...], Any] = {("client", client, "discounts"): {} for client in clients}
        kept = DefaultDiscount.select(DefaultDiscount.client, DefaultDiscount.category, DefaultDiscount.rate)
        for client, category, rate in kept.where(DefaultDiscount.client.in_(clients)).tuples():
            now["client", client, "discounts"][category or 0] = rate
        yield from said.differs(now)


def products_are_as_last_saved() -> Iterator[Fault]:
    """A product, a category and a VAT rate are as last saved; an imported file records
    only prices in the trail.
    """
    said = Said()
    verbs = ("create", "edit", "withdraw", "put_back")
    imports = ("product_import.carry_out", "product_import.undo")
    catalogue = (*(f"products.{verb}" for verb in verbs), *imports)
    for rows in details_of(*catalogue, "categories.create", "categories.edit", *_VAT):
        for request, verb, _, words in rows:
            if verb in imports:
                _imported(said, request, words)
            elif verb.startswith("vat."):
                _rated(said, request, verb, words)
            else:
                _saved(said, request, verb, words)
    yield from said.differs(_catalogue_now(said))
    sentence = N_("The product {name} is no longer sold, though nobody took it out of the catalogue.")
    for product, name in Product.select(Product.id, Product.name).where(~Product.active).tuples():
        if ("product", product, "active") not in said.last:
            yield Fault("trail", sentence, {"name": name})


_VAT = ("vat.create", "vat.rename", "vat.set_rate", "vat.drop_rate")


def _imported(said: Said, request: int, words: dict[str, Any]) -> None:
    if words.get("changed") or words.get("given_back") or words.get("put_back"):
        for what in [
            each for each in said.last if each[0] == "product" and each[2] not in ("price", "active")
        ]:
            del said.last[what]
    for product, (_, price) in words.get("prices", {}).items():
        said.says(request, price, "product", int(product), "price")
    for product in words.get("put_back", ()):
        said.says(request, True, "product", product, "active")
    for product in words.get("withdrawn", ()):
        said.says(request, False, "product", product, "active")


def _saved(said: Said, request: int, verb: str, words: dict[str, Any]) -> None:
    thing = "category" if verb.startswith("categories.") else "product"
    key = words.get(thing)
    if verb.endswith((".withdraw", ".put_back")):
        said.says(request, verb.endswith(".put_back"), thing, key, "active")
        return
    if verb.endswith(".create"):
        names = _CATEGORY if thing == "category" else _PRODUCT
        # The category of a product is recorded under the same key as the id of a category that was made.
        changes = {name: words[name] for name in names if name in words}
    else:
        changes = {name: pair[1] for name, pair in words.get("changes", {}).items()}
    for name, value in changes.items():
        said.says(request, value, thing, key, name)


_CATEGORY = ("name", "regulated", "discount_forbidden")
_PRODUCT = (
    "name",
    "category",
    "price",
    "vat",
    "code",
    "bar_code",
    "fractional",
    "discount_forbidden",
    "custom",
    "kind",
    "alcohol_degree",
    "alcohol_volume",
)


def _rated(said: Said, request: int, verb: str, words: dict[str, Any]) -> None:
    key = words.get("vat")
    if verb == "vat.create":
        said.says(request, words.get("name"), "vat", key, "name")
        said.says(request, words.get("rate"), "vat", key, words.get("since"))
    elif verb == "vat.rename":
        said.says(request, words["changes"]["name"][1], "vat", key, "name")
    elif verb == "vat.set_rate":
        said.says(request, words["changes"]["rate"][1], "vat", key, words.get("since"))
    else:
        said.says(request, None, "vat", key, words.get("since"))


def _catalogue_now(said: Said) -> dict[tuple[Any, ...], Any]:
    now: dict[tuple[Any, ...], Any] = {}
    for row in Category.select():
        now |= {("category", row.id, name): getattr(row, name) for name in _CATEGORY}
    for key, name in Vat.select(Vat.id, Vat.name).tuples():
        now["vat", key, "name"] = name
    for key, since, rate in VatRate.select(VatRate.vat, VatRate.since, VatRate.rate).tuples():
        now["vat", key, str(since)] = rate
    # A catalogue may have a hundred thousand products, few of them typed by hand: only those that a request
    # mentions are compared.
    named = {what[1] for what in said.last if what[0] == "product"}
    for row in Product.select().iterator():
        if row.id in named:
            columns = {
                "category": row.category_id,
                "vat": row.vat_id,
                "active": row.active,
                "custom": {str(key): text for key, text in row.custom.items()},
            }
            for name in (*_PRODUCT, "active"):
                now["product", row.id, name] = columns[name] if name in columns else getattr(row, name)
    return now


def templates_are_as_last_saved() -> Iterator[Fault]:
    """A template has the name, the text and the state last saved, and its version is the number of saves."""
    said, saves = Said(), dict[Any, int]()
    for rows in details_of("templates.create", "templates.edit", "templates.retire"):
        for request, verb, _, words in rows:
            key = words.get("template")
            saves[key] = saves.get(key, 0) + 1
            changes = {name: pair[1] for name, pair in words.get("changes", {}).items()}
            if verb == "templates.create":
                changes = {"name": words.get("name"), "body": words.get("body")}
            for name, value in changes.items():
                said.says(request, value, "template", key, name)
            said.says(request, verb != "templates.retire", "template", key, "active")
            said.says(request, saves[key], "template", key, "version")
    columns = ("name", "body", "active", "version")
    now = {("template", row.id, name): getattr(row, name) for row in Template.select() for name in columns}
    yield from said.differs(now)


def selections_are_as_last_saved() -> Iterator[Fault]:
    """A selection has the name and the number of clients last saved; a deleted one is gone."""
    said, saves = Said(), dict[Any, int]()
    for rows in details_of("selections.save", "selections.rename", "selections.drop"):
        for request, verb, _, words in rows:
            key = words.get("selection")
            gone = verb == "selections.drop"
            said.says(request, None if gone else words.get("name"), "selection", key, "name")
            if verb != "selections.rename":
                said.says(request, None if gone else words.get("clients"), "selection", key, "clients")
            saves[key] = saves.get(key, 0) + 1
            said.says(request, None if gone else saves[key], "selection", key, "version")
    count = SelectionMember.select(fn.COUNT(SelectionMember.client)).where(
        SelectionMember.selection == Selection.id
    )
    now: dict[tuple[Any, ...], Any] = {}
    for key, name, version, clients in Selection.select(
        Selection.id, Selection.name, Selection.version, count
    ).tuples():
        now |= {("selection", key, "name"): name, ("selection", key, "clients"): clients}
        now["selection", key, "version"] = version
    yield from said.differs(now)


def pairs_are_apart_as_last_said() -> Iterator[Fault]:
    """The pairs of clients who are two persons are those of whom the last request said so, and no others."""
    said = Said()
    for rows in details_of(SETS_APART, COMPARES_AGAIN):
        for request, verb, client, words in rows:
            said.says(request, request if verb == SETS_APART else None, "apart", client, words.get("other"))
    pairs = ClientApart.select(ClientApart.one, ClientApart.other, ClientApart.trail).tuples()
    now: dict[tuple[Any, ...], Any] = {("apart", one, other): request for one, other, request in pairs}
    yield from said.differs(now)
    for what in now.keys() - said.last.keys():
        named = " ".join(map(str, what))
        yield Fault("trail", _OTHER, {"what": named, "request": now[what]}, client=what[1])


def staff_are_as_last_said() -> Iterator[Fault]:
    """A member of staff is active and may send as last recorded: both are rights
    over other people's money.
    """
    # An engaged member is active and may not send; any later request about a member (a new code, too) shows
    # that they are active. The founder was engaged by nobody and has both rights until a request says
    # otherwise.
    said = Said()
    verbs = ("engage", "deactivate", "change_code", "give_code", "may_send")
    for rows in details_of(*(f"personnel.{verb}" for verb in verbs)):
        for request, verb, _, words in rows:
            member = words.get("member")
            if verb == "personnel.may_send":
                said.says(request, words.get("may"), "staff", member, "may_send")
                continue
            said.says(request, verb != "personnel.deactivate", "staff", member, "active")
            if verb == "personnel.engage":
                said.says(request, False, "staff", member, "may_send")
    for rows in details_of("first_start.establish"):
        for request, _, _, words in rows:
            # Older trails are signed by the founder, who is since then named in the detail.
            founder = words.get("member") or Trail.get_by_id(request).staff_id
            for name in ("active", "may_send"):
                said.last.setdefault(("staff", founder, name), (request, True))
    columns = ("active", "may_send")
    yield from said.differs(
        {("staff", row.id, name): getattr(row, name) for row in Staff.select() for name in columns}
    )


def campaigns_are_where_they_were_moved() -> Iterator[Fault]:
    """A stopped campaign stands still; a running one may have ended by itself."""
    said = Said()
    for rows in details_of("campaigns.move", "campaigns.pause", "campaigns.resume", "campaigns.cancel"):
        for request, _, _, words in rows:
            said.says(request, words.get("state"), "campaign", words.get("campaign"), "state")
    states = dict(Campaign.select(Campaign.id, Campaign.state).tuples())
    ended = {
        what: CampaignState.DONE
        for what, (_, state) in said.last.items()
        if state == CampaignState.RUNNING and states.get(what[1]) is CampaignState.DONE
    }
    for what, state in ended.items():
        said.says(said.last[what][0], state, *what)
    yield from said.differs({("campaign", key, "state"): state for key, state in states.items()})
    sentence = N_("Campaign {campaign} stands still, though nobody stopped it.")
    for key, state in states.items():
        stopped = state in (CampaignState.PAUSED, CampaignState.CANCELLED)
        if stopped and ("campaign", key, "state") not in said.last:
            yield Fault("trail", sentence, {"campaign": key})


CHECKS: tuple[Check, ...] = (
    settings_are_as_last_chosen,
    fiches_are_as_last_saved,
    discounts_are_as_last_chosen,
    products_are_as_last_saved,
    templates_are_as_last_saved,
    selections_are_as_last_saved,
    pairs_are_apart_as_last_said,
    staff_are_as_last_said,
    campaigns_are_where_they_were_moved,
)
