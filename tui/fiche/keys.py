"""The keys of the fiche, in the order of use. Each letter has a function key, or a name in the palette."""

from collections.abc import Mapping, Sequence

from textual.binding import Binding, BindingType

from locales import N_
from models.pharmacy import programmable_keys, tab_keys
from models.pharmacy.programmable_keys import Does, ProgrammableKey
from models.store import settings
from tui.fiche.parts.pane import Tab
from tui.fiche.tabbed import of_tabs
from tui.fiche.tabs import LETTERS
from tui.frame.keys import without_key

KEYS: list[BindingType] = [
    Binding(
        "a,f6",
        "restore",
        N_("Restore"),
        id="fiche.restore",
        tooltip=N_("Out of the archives, or of the trash"),
    ),
    Binding("p,f9", "do('pay')", N_("Pay"), id="fiche.pay", tooltip=N_("Take a payment on the account")),
    Binding(
        "v",
        "do('pay_unpaid')",
        N_("Pay sales"),
        id="fiche.pay_unpaid",
        tooltip=N_("Choose which unpaid sales are paid"),
    ),
    *(
        Binding(
            without_key(f"fiche.{screen}"),
            f"screen('{screen}')",
            title,
            id=f"fiche.{screen}",
            show=False,
            key_display="",
            tooltip=tooltip,
        )
        for screen, title, tooltip in (
            ("birthdays", N_("Birthdays"), N_("Whose birthday is near: print them, write to them")),
            ("planning", N_("Planning"), N_("Appointments by day and by week")),
            (
                "deliveries",
                N_("To deliver"),
                N_("What is to be brought to clients today, by courier"),
            ),
        )
    ),
    Binding("n,f2", "create", N_("Create"), id="fiche.create", tooltip=N_("A new one in this tab")),
    Binding(
        "P,shift+p,f8",
        "do('statement')",
        N_("Statement"),
        id="fiche.statement",
        tooltip=N_("A statement of the account, as a PDF"),
    ),
    Binding("f3", "edit", N_("Edit"), id="fiche.edit", tooltip=N_("Edit the client")),
    Binding(
        without_key("ceiling"),
        "edit('ceiling')",
        N_("Credit ceiling (maximum outstanding)"),
        id="fiche.ceiling",
        show=False,
        key_display="",
        tooltip=N_("The most that the client may owe"),
    ),
    Binding(
        "equals_sign",
        "do('explanation')",
        N_("Why this balance"),
        id="fiche.explanation",
        tooltip=N_("Every operation with the balance after it"),
    ),
    Binding(
        "m",
        "do('send_due')",
        N_("Send what is owed by SMS"),
        id="fiche.send_due",
        tooltip=N_("The text is ready, and can be changed"),
    ),
    Binding(
        "g", "go_to_tab", N_("Go to"), id="fiche.go_to", tooltip=N_("Any tab, by a few letters of its name")
    ),
    Binding(
        "f4",
        "other_client",
        N_("Other client"),
        id="fiche.other_client",
        show=False,
        tooltip=N_("Find another client, and open their fiche here"),
    ),
    Binding(
        "y",
        "programmable",
        N_("The pharmacy's keys"),
        id="fiche.programmable",
        show=False,
        tooltip=N_("Six keys that the pharmacy gave a name and something to do"),
    ),
    Binding("o", "actions", N_("Actions"), id="fiche.actions", tooltip=N_("Everything that can be done")),
    Binding(
        "percent_sign",
        "do('default_discounts')",
        N_("Default discount"),
        id="fiche.default_discounts",
        tooltip=N_("What the client gets on later sales"),
    ),
    Binding(
        "c",
        "do('consent')",
        N_("Consent to messages"),
        id="fiche.consent",
        tooltip=N_("What the client agrees to, or STOP"),
    ),
    Binding(
        without_key("contact"),
        "do('contact')",
        N_("Create a contact"),
        id="fiche.contact",
        show=False,
        key_display="",
        tooltip=N_("Somebody who buys or pays on this client's account"),
    ),
    Binding(
        "at",
        "do('email')",
        N_("Copy e-mail address"),
        id="fiche.email",
        show=False,
        tooltip=N_("Onto the clipboard of this terminal"),
    ),
    Binding(
        "F,shift+f",
        "do('print_fiche')",
        N_("Print fiche"),
        id="fiche.print",
        show=False,
        tooltip=N_("All that is known of the client, on one page"),
    ),
    Binding(
        without_key("fiche.badge"),
        "do('badge')",
        N_("Print badge"),
        id="fiche.badge",
        key_display="",
        show=False,
        tooltip=N_("A card with a bar code that opens this fiche"),
    ),
    Binding(
        without_key("fiche.csv"),
        "do('export_fiche')",
        N_("Fiche as CSV"),
        id="fiche.csv",
        key_display="",
        show=False,
        tooltip=N_("For a spreadsheet, into the folder of papers"),
    ),
    Binding(
        without_key("import_contacts"),
        "do('import_contacts')",
        N_("Import contacts"),
        id="fiche.import_contacts",
        show=False,
        key_display="",
        tooltip=N_("A file of names: the contacts of this client"),
    ),
    Binding(
        "a,f6",
        "do('archive')",
        N_("Archive"),
        id="fiche.archive",
        show=False,
        tooltip=N_("Move to the archives"),
    ),
    Binding(
        "D,shift+d",
        "do('delete')",
        N_("Delete"),
        id="fiche.delete",
        show=False,
        tooltip=N_("Into the trash, if nothing is linked to the client"),
    ),
    Binding(
        without_key("merge"),
        "do('merge')",
        N_("Merge with another fiche"),
        id="fiche.merge",
        show=False,
        key_display="",
        tooltip=N_("This client has two fiches: make them one"),
    ),
    Binding(
        without_key("give_back"),
        "do('give_back')",
        N_("Undo a merge"),
        id="fiche.give_back",
        show=False,
        key_display="",
        tooltip=N_("A fiche that was merged into this one stands for itself again"),
    ),
    Binding("escape", "back", N_("Back"), id="fiche.back", tooltip=N_("Back to the list")),
    Binding("z", "sleep", N_("Put to sleep"), id="fiche.sleep", show=False, tooltip=N_("Hide from searches")),
    Binding("z", "wake", N_("Wake"), id="fiche.wake", show=False, tooltip=N_("Show in searches again")),
    Binding("f5", "refresh", N_("Refresh"), id="fiche.refresh", show=False, tooltip=N_("Read again")),
    Binding(
        "greater_than_sign",
        "go('next')",
        N_("Next client"),
        id="fiche.next",
        show=False,
        tooltip=N_("The next client of the list"),
    ),
    Binding(
        "less_than_sign",
        "go('previous')",
        N_("Previous client"),
        id="fiche.previous",
        show=False,
        tooltip=N_("The previous client of the list"),
    ),
    Binding(
        "ctrl+home",
        "go('first')",
        N_("First client"),
        id="fiche.first",
        show=False,
        tooltip=N_("The first client of the list"),
    ),
    Binding(
        "ctrl+end",
        "go('last')",
        N_("Last client"),
        id="fiche.last",
        show=False,
        tooltip=N_("The last client of the list"),
    ),
]


_chosen = settings.several((*tab_keys.SETTINGS, *programmable_keys.SETTINGS))


def chosen_by_the_pharmacy(tabs: Sequence[Tab]) -> list[BindingType]:
    """The bindings that open these tabs, and the pharmacy's own keys; read in one statement."""
    chosen = _chosen()
    digits, own = tab_keys.tab_keys(chosen), programmable_keys.programmable_keys(chosen)
    return [*of_tabs(tabs, digits, LETTERS), *of_programmable(own)]


OF_PROGRAMMABLE = "fiche.key."
"""How the ids of the pharmacy's own keys begin; 1 to 6 follows."""


def of_programmable(keys: Mapping[str, ProgrammableKey]) -> list[BindingType]:
    """The pharmacy's own keys by name: for the palette, *Other actions* and a user's own key map."""
    return [
        Binding(
            without_key(f"key.{key}"),
            f"programmable('{key}')",
            each.name,
            id=f"{OF_PROGRAMMABLE}{key}",
            show=False,
            key_display=f"y {key}",
        )
        for key, each in keys.items()
        if each.does is not Does.NOTHING
    ]
