"""Checks that every row was written by a request that may write it, and that no row of a request is missing.

A deleted row leaves its trail behind. An inserted row, or one moved to another client, has no trail that
fits. `LEAVES` lists what each verb writes.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from peewee import fn

from models.doctor.fault import Check, Fault, first
from models.doctor.money.operations import SELLS
from models.doctor.persons import pairs
from models.refusals import N_
from models.requests.actors import PROGRAMS, Staff
from models.requests.trail import ActorKind, Trail
from models.store.connection import engine
from models.store.engines.sqlite import SqliteEngine

_LOST = N_("Request {request} ({verb}) must have left one row of {what}; there is none.")
_SEVERAL = N_("Request {request} ({verb}) leaves one row of {what}; there are {count}.")
_STRANGE = N_("Row {row} of {table} names request {request} ({verb}), which writes no such row.")
_CLIENT = N_("Row {row} of {table} is of another client than request {request}, which wrote it.")
_NOBODY = N_("Request {request} ({verb}) does not say who carried it out.")
_NO_CLIENT = N_("Request {request} ({verb}) does not say which client it was for.")
_EARLY = N_("Row {row} of {table} is of {day}, after the day of request {request}, which wrote it.")
_ORDER = N_("{number} names request {request}, which is older than that of an operation before it.")

_PAYS = ("payments.pay_credit", "payments.pay_selected")
_SIGNED = (
    ((Trail.actor == ActorKind.STAFF) & Trail.staff.is_null(False) & (Trail.program == ""))
    | ((Trail.actor == ActorKind.PROGRAM) & Trail.staff.is_null() & Trail.program.in_(PROGRAMS))
    | (
        (Trail.actor == ActorKind.CLIENT)
        & Trail.staff.is_null()
        & (Trail.program == "")
        & Trail.client_id.is_null(False)
    )
)
"""Whose kind is the one that is named. A client who acted is the one whom the request concerns."""
_TIES = (
    *(*SELLS, *_PAYS, "credits.use", "entries.adjust", "returns.take_back", "refunds.pay_back"),
    *("reversal.reverse", "sales.cancel", "lettrage.undo", "global_invoices.issue", "global_invoices.delete"),
    "client_import.undo",
)
_FOR_CONTACTS = (
    *(*SELLS, *_PAYS, "entries.receive_advance", "entries.adjust", "credits.grant", "returns.take_back"),
    *("refunds.pay_back", "reversal.reverse", "sales.cancel", "global_invoices.issue"),
    *("global_invoices.delete", "attribution.attribute"),
)
"""The verbs that may say for which contact an operation is."""
_PROMISES = (
    *("quotes.create", "orders.create", "preparations.create", "orders.from_quote"),
    *("pro_formas.create", "orders.from_pro_forma", "delivery_notes.create", "delivery_notes.from_order"),
    "attribution.attribute_document",
)
_OF_A_CLIENT = (
    *("clients.create", "clients.edit", "standing.archive", "standing.restore", "standing.sleep"),
    *(
        "standing.wake",
        "discounts.choose",
        "statements.issue",
        "lettrage.undo",
        "credits.grant",
        "credits.use",
    ),
    *("entries.open_balance", "entries.receive_advance", "entries.adjust", "refunds.pay_back"),
    *(
        "sales.cancel",
        "returns.take_back",
        "global_invoices.issue",
        "global_invoices.delete",
        "organism_billing.collect",
    ),
    *("orders.from_quote", "quotes.create", "orders.create", "preparations.create", "messages.due"),
    *("pro_formas.create", "orders.from_pro_forma", "delivery_notes.create", "delivery_notes.from_order"),
    *("trash.delete", "trash.restore", "privacy.redact", "consents.record", *SELLS, *_PAYS),
    *("sites.create", "sites.edit", "sites.make_default", "sites.retire", "sites.put_back"),
    *("site_contacts.create", "site_contacts.edit", "site_contacts.make_main"),
    *("site_contacts.retire", "site_contacts.put_back"),
    *("animals.create", "animals.edit", "animals.put_back", "animals.delete", "sale_animals.attach"),
    *("contacts.create", "contacts.edit", "contacts.retire", "contacts.put_back"),
    "contacts.hand_over",
    *("attribution.attribute", "attribution.attribute_document"),
    *("comments.add", "comments.correct"),
    *("contact_import.carry_out", "contact_import.undo"),
    *("photos.add", "photos.show", "photos.turn", "photos.crop", "photos.erase"),
    *("duplicates.set_apart", "duplicates.compare_again"),
    "technical_sheets.write",
    *("appointments.create", "appointments.edit", "appointments.cancel"),
    *("merging.merge", "merging.undo"),
)


@dataclass(frozen=True, slots=True)
class Leaves:
    """Verbs that write rows of a table whose `column` is `kind`: exactly one, at least one, or any number."""

    table: str
    column: str
    kind: str
    one: tuple[str, ...] = ()
    some: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()

    @property
    def what(self) -> str:
        """The table and the kind, to show in a fault."""
        return f"{self.table} ({self.kind})" if self.kind else self.table


def _operation(
    kind: str, one: tuple[str, ...] = (), some: tuple[str, ...] = (), perhaps: tuple[str, ...] = ()
) -> Leaves:
    return Leaves("operation", "kind", kind, one, some, perhaps)


def _step(state: str, *verbs: str, perhaps: tuple[str, ...] = ()) -> Leaves:
    return Leaves("document_step", "state", state, verbs, perhaps=perhaps)


LEAVES = (
    _operation("opening", ("entries.open_balance",), ("demo.fill",), ("client_import.carry_out",)),
    _operation("sale", SELLS),
    _operation("payment", ("organism_billing.collect",), perhaps=(*SELLS, *_PAYS)),
    _operation("discount", perhaps=(*_PAYS, "returns.take_back")),
    _operation("advance", ("entries.receive_advance",)),
    _operation("adjustment", ("entries.adjust",)),
    _operation(
        "reversal",
        some=("reversal.reverse", "sales.cancel"),
        perhaps=("global_invoices.delete", "client_import.undo"),
    ),
    _operation("return", ("returns.take_back",)),
    _operation("refund", ("refunds.pay_back",), perhaps=("returns.take_back",)),
    _operation("credit_note", ("credits.grant",)),
    _operation("billing", perhaps=("global_invoices.issue",)),
    Leaves("allocation", "", "", perhaps=_TIES),
    Leaves("attribution", "", "", perhaps=_FOR_CONTACTS),
    Leaves("document_attribution", "", "", perhaps=_PROMISES),
    Leaves("document", "kind", "quote", ("quotes.create",)),
    Leaves("document", "kind", "order", ("orders.create", "orders.from_quote", "orders.from_pro_forma")),
    Leaves("document", "kind", "preparation", ("preparations.create",)),
    Leaves("document", "kind", "delivery_note", ("delivery_notes.create", "delivery_notes.from_order")),
    Leaves("document", "kind", "pro_forma", ("pro_formas.create",)),
    _step("open", "quotes.create", "quotes.open", "pro_formas.create"),
    _step("accepted", "quotes.accepted", perhaps=("orders.from_quote",)),
    _step("refused", "quotes.refused"),
    Leaves(
        *("document_step", "state", "invoiced"),
        one=("quotes.sell", "orders.sell", "pro_formas.sell"),
        some=("delivery_notes.sell",),
    ),
    _step("ordered", "orders.create", "orders.from_quote", "orders.from_pro_forma", "orders.ordered"),
    _step(
        *("prepared", "delivery_notes.create", "delivery_notes.from_order", "delivery_notes.prepared"),
    ),
    # Notes are delivered and not sold once their sale was cancelled.
    _step(
        *("delivered", "orders.delivered", "delivery_notes.delivered"),
        perhaps=("sales.cancel", "reversal.reverse"),
    ),
    _step("to_do", "preparations.create", "preparations.to_do"),
    _step("ready", "preparations.ready"),
    _step("handed_over", "preparations.sell"),
    _step(
        *("cancelled", "orders.cancelled", "preparations.cancelled"),
        *("delivery_notes.cancelled", "pro_formas.cancelled"),
    ),
    Leaves("comment", "", "", ("comments.add", "comments.correct")),
    Leaves("client_merge", "", "", ("merging.merge",)),
    Leaves("client_merge_undoing", "", "", ("merging.undo",)),
    Leaves("statement", "", "", ("statements.issue",)),
    Leaves("global_invoice", "", "", ("global_invoices.issue",)),
    Leaves("invoice", "", "", ("invoices.issue",)),
    Leaves("invoice_draft", "", "", ("invoices.prepare",)),
    Leaves("invoice_draft_drop", "", "", ("invoices.drop",)),
    Leaves("invoice_sending", "", "", ("invoices.send",)),
    Leaves("global_invoice_deletion", "", "", ("global_invoices.delete",)),
    Leaves("till_closing", "", "", ("till.close",)),
    Leaves("till_reopening", "", "", ("till.reopen",)),
    Leaves("seal", "", "", ("seals.seal",)),
    Leaves("period_closing", "", "", ("periods.close",)),
    Leaves("period_reopening", "", "", ("periods.reopen",)),
    Leaves("incoming_text", "", "", ("incoming_texts.receive",)),
    Leaves("incoming_decision", "", "", ("incoming_texts.decide",)),
    Leaves("redaction", "", "", ("privacy.redact",)),
    Leaves("import_batch", "subject", "clients", perhaps=("client_import.carry_out",)),
    Leaves("import_batch", "subject", "products", perhaps=("product_import.carry_out",)),
    Leaves("import_batch", "subject", "contacts", perhaps=("contact_import.carry_out",)),
    Leaves("import_undoing", "", "", ("client_import.undo", "product_import.undo", "contact_import.undo")),
    Leaves("sale_animal", "", "", ("sale_animals.attach",), perhaps=("sales.sell",)),
    Leaves("sheet_entry", "", "", ("technical_sheets.write",)),
    Leaves("client_photo", "", "", perhaps=("photos.add", "photos.turn", "photos.crop")),
    Leaves("client_apart", "", "", perhaps=("duplicates.set_apart",)),
    Leaves("consent", "", "", ("consents.record",), ("consents.stop",), ("merging.merge", "merging.undo")),
    Leaves("credit_pack", "", "", ("credits.ask",)),
    Leaves("credit_step", "", "", ("credits.step", "credits.pay", "credits.activate", "credits.cancel")),
    Leaves("campaign", "", "", ("campaigns.confirm",)),
    Leaves("message", "kind", "due", ("messages.due",), perhaps=("messages.again",)),
    Leaves("message", "kind", "test", ("messages.test",), ("messages.try",), ("messages.again",)),
    Leaves("message", "kind", "reminder", perhaps=("campaigns.confirm", "messages.again")),
    Leaves("message", "kind", "marketing", perhaps=("campaigns.confirm", "messages.again")),
    Leaves("message", "kind", "appointment", ("appointment_reminders.send",)),
    Leaves("message", "", "", ("messages.again",), ("campaigns.confirm",)),
    Leaves("appointment_reminder", "", "", ("appointment_reminders.send",)),
)

_NAMES = dict.fromkeys(("operation", "document", "statement", "global_invoice", "invoice"), "number")
_KEYS = {
    "import_undoing": "batch_id",
    "global_invoice_deletion": "invoice_id",
    "till_reopening": "closing_id",
    "period_reopening": "closing_id",
    "incoming_decision": "incoming_id",
    "client_apart": "other_id",
    "client_merge_undoing": "merge_id",
}
_CLIENTS = {
    **dict.fromkeys(("operation", "document", "statement", "global_invoice", "allocation"), "r.client_id"),
    **dict.fromkeys(("redaction", "client_photo", "sheet_entry", "comment"), "r.client_id"),
    **dict.fromkeys(("invoice", "invoice_draft"), "r.client_id"),
    "invoice_draft_drop": "(SELECT d.client_id FROM invoice_draft d WHERE d.id = r.draft_id)",
    "invoice_sending": "(SELECT i.client_id FROM invoice i WHERE i.id = r.invoice_id)",
    "client_apart": "r.one_id",
    **dict.fromkeys(("consent", "message"), "coalesce(r.client_id, 0)"),
    "sale_animal": "(SELECT o.client_id FROM operation o WHERE o.id = r.sale_id)",
    "appointment_reminder": "(SELECT coalesce(m.client_id, 0) FROM message m WHERE m.id = r.message_id)",
    "client_merge": "r.survivor_id",
    "client_merge_undoing": "(SELECT m.survivor_id FROM client_merge m WHERE m.id = r.merge_id)",
    "attribution": "(SELECT o.client_id FROM operation o WHERE o.id = r.operation_id)",
    "document_attribution": "(SELECT d.client_id FROM document d WHERE d.id = r.document_id)",
    "document_step": "(SELECT d.client_id FROM document d WHERE d.id = r.document_id)",
    "global_invoice_deletion": "(SELECT g.client_id FROM global_invoice g WHERE g.id = r.invoice_id)",
}
"""For tables whose rows belong to a client: the column that says whose they are."""
_OF_THE_OTHER = {
    "operation": " AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.id = r.reverses_id "
    "AND o.value_date = r.value_date)",
    "allocation": " AND NOT EXISTS (SELECT 1 FROM operation o WHERE o.id IN (r.debit_id, r.credit_id) "
    "AND o.value_date = r.value_date) AND NOT EXISTS (SELECT 1 FROM allocation a WHERE a.id < r.id "
    "AND a.value_date = r.value_date AND (a.debit_id = r.debit_id OR a.credit_id = r.credit_id))",
}
"""Rows that take their day from an earlier row, which a wrong clock may have dated ahead."""
_DAYS = {
    "operation": "value_date",
    "allocation": "value_date",
    "document": "day",
    "global_invoice": "day",
    "invoice": "day",
    "till_closing": "day",
}


def _row(table: str) -> str:
    """The name of a row in a fault: its number, or that of the row it belongs to."""
    return f"CAST(r.{_NAMES.get(table) or _KEYS.get(table, 'id')} AS TEXT)"


def _tables() -> list[str]:
    return list(dict.fromkeys(each.table for each in LEAVES))


def requests_left_their_rows() -> Iterator[Fault]:
    """INV-20: no row of a request is missing, and no request wrote twice what it writes once."""
    for table in _tables():
        for column in dict.fromkeys(each.column for each in LEAVES if each.table == table):
            yield from _missing([each for each in LEAVES if (each.table, each.column) == (table, column)])


def _missing(leaves: list[Leaves]) -> Iterator[Fault]:
    wanted = [
        (verb, each.kind, "1" if verb in each.one else "0")
        for each in leaves
        for verb in (*each.one, *each.some)
    ]
    if not wanted:
        return
    listed = ", ".join(f"('{verb}', '{kind}', {single})" for verb, kind, single in wanted)
    table, column = leaves[0].table, leaves[0].column
    same = f"AND r.{column} = w.kind" if column else ""
    rows = engine().database.execute_sql(
        f"WITH w(verb, kind, single) AS (VALUES {listed}) "
        f"SELECT t.id, t.verb, w.kind, t.client_id, COUNT(r.trail_id) FROM trail t JOIN w ON w.verb = t.verb "
        f"LEFT JOIN {table} r ON r.trail_id = t.id {same} "
        "GROUP BY t.id, t.verb, w.kind, t.client_id, w.single "
        "HAVING COUNT(r.trail_id) = 0 OR (w.single = 1 AND COUNT(r.trail_id) > 1)"
    )
    for request, verb, kind, client, count in rows:
        what = Leaves(table, column, kind).what
        figures = {"request": request, "verb": verb, "what": what}
        if count:
            yield Fault("INV-20", _SEVERAL, {**figures, "count": count}, client=client)
        else:
            yield Fault("trail", _LOST, figures, client=client)


def rows_are_of_a_request_that_writes_them() -> Iterator[Fault]:
    """A sale was written by a request that sells, a refund by one that refunds; any other
    row was moved or inserted.
    """
    for table in _tables():
        may = [
            f"({f'''r.{each.column} = '{each.kind}' AND ''' if each.column else ''}t.verb IN ("
            + ", ".join(f"'{verb}'" for verb in (*each.one, *each.some, *each.perhaps))
            + "))"
            for each in LEAVES
            if each.table == table
        ]
        rows = engine().database.execute_sql(
            f"SELECT {_row(table)}, t.id, t.verb, t.client_id FROM {table} r "
            f"JOIN trail t ON t.id = r.trail_id WHERE NOT ({' OR '.join(may)})"
        )
        for row, request, verb, client in rows:
            figures = {"row": row, "table": table, "request": request, "verb": verb}
            yield Fault("trail", _STRANGE, figures, client=client)


def rows_are_of_their_requests_client() -> Iterator[Fault]:
    """INV-13: the client of a row is the client of its request, or a fiche of the same person: a step of a
    document is of the survivor, and the document may be of a fiche that was merged.
    """
    one_person = set(pairs())
    for table, client in _CLIENTS.items():
        rows = engine().database.execute_sql(
            f"SELECT {_row(table)}, t.id, t.client_id, {client} FROM {table} r "
            f"JOIN trail t ON t.id = r.trail_id WHERE t.client_id IS NOT NULL AND t.client_id <> {client}"
        )
        for row, request, whose, other in rows:
            if (whose, other) in one_person:
                continue
            figures = {"row": row, "table": table, "request": request}
            yield Fault("INV-13", _CLIENT, figures, client=whose)


def rows_are_not_younger_than_their_request() -> Iterator[Fault]:
    """INV-05: no row is dated after the day on which it was entered, whatever the time zone was.

    Where a clock was put back, a cancellation has the day of what it cancels, and an allocation the first day
    on which both its sides were open.
    """
    for table, day in _DAYS.items():
        entered = "date(t.at, '+1 day')" if isinstance(engine(), SqliteEngine) else "t.at::date + 1"
        rows = engine().database.execute_sql(
            f"SELECT {_row(table)}, r.{day}, t.id, t.client_id FROM {table} r "
            f"JOIN trail t ON t.id = r.trail_id WHERE r.{day} > {entered}{_OF_THE_OTHER.get(table, '')}"
        )
        for row, value, request, client in rows:
            figures = {"row": row, "table": table, "day": value, "request": request}
            yield Fault("INV-05", _EARLY, figures, client=client)


def requests_say_who_and_for_whom() -> Iterator[Fault]:
    """Every request names who made it, and one about a client names the client."""
    unsigned = Trail.select(Trail.id, Trail.verb, Trail.client_id).where(~_SIGNED)
    for request, verb, client in first(unsigned):
        yield Fault("trail", _NOBODY, {"request": request, "verb": verb}, client=client)
    anonymous = Trail.client_id.is_null() & Trail.verb.in_(_OF_A_CLIENT)
    for request, verb in first(Trail.select(Trail.id, Trail.verb).where(anonymous)):
        yield Fault("trail", _NO_CLIENT, {"request": request, "verb": verb})


def clients_were_made_once() -> Iterator[Fault]:
    """Every client was created by one request, and the pharmacy by exactly one."""
    twice = Trail.select(Trail.client_id, fn.COUNT(Trail.id)).where(Trail.verb == "clients.create")
    twice = twice.group_by(Trail.client_id).having(fn.COUNT(Trail.id) > 1)
    sentence = N_("Client {client} was made by {count} requests.")
    for client, count in first(twice):
        yield Fault("trail", sentence, {"client": client, "count": count}, client=client)
    made = Trail.select().where(Trail.verb == "first_start.establish").count()
    if made != Staff.select().exists():
        yield Fault("trail", N_("The pharmacy was made by {count} requests, not by one."), {"count": made})


def requests_follow_the_order_of_entry() -> Iterator[Fault]:
    """A writer locks the client's account, so the operations of a client name their
    requests in ascending order.
    """
    rows = engine().database.execute_sql(
        "SELECT number, trail_id, client_id FROM (SELECT number, trail_id, client_id, lag(trail_id) OVER "
        "(PARTITION BY client_id ORDER BY id) AS earlier FROM operation WHERE client_id IS NOT NULL) AS r "
        "WHERE trail_id < earlier"
    )
    for number, request, client in rows:
        yield Fault("trail", _ORDER, {"number": number, "request": request}, client=client)


CHECKS: tuple[Check, ...] = (
    requests_left_their_rows,
    rows_are_of_a_request_that_writes_them,
    rows_are_of_their_requests_client,
    rows_are_not_younger_than_their_request,
    requests_say_who_and_for_whom,
    clients_were_made_once,
    requests_follow_the_order_of_entry,
)
