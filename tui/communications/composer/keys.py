"""The keys of Communication groupée, beside those of its list."""

from textual.binding import Binding, BindingType

from locales import N_

KEYS: list[BindingType] = [
    Binding("f9", "check", N_("Check"), id="composer.send", tooltip=N_("Who gets it, what it costs")),
    Binding("slash", "search", N_("Find"), id="composer.search", tooltip=N_("Find in this list")),
    Binding("f", "narrow", N_("Narrow"), id="composer.narrow", tooltip=N_("By what is owed, since when")),
    Binding("l", "lists", N_("Lists"), id="composer.lists", tooltip=N_("Ticked once, kept by name")),
    Binding("f3", "edit", N_("Edit template"), id="composer.edit", show=False),
    Binding("g", "goal", N_("Goal"), id="composer.goal", show=False, tooltip=N_("Reminder, or custom")),
    Binding("m", "template", N_("Template"), id="composer.template", show=False),
    Binding("n,f2", "create", N_("New template"), id="composer.create", show=False),
    Binding(
        "f8",
        "fold",
        N_("Simplify"),
        id="composer.fold",
        tooltip=N_("ç ê ’ become c e ': the SMS costs less"),
    ),
    Binding(
        "s,ctrl+t",
        "sort",
        N_("Sort"),
        id="composer.sort",
        tooltip=N_("By name, or the largest debts first"),
    ),
    Binding(
        "u",
        "put_back",
        N_("Put back"),
        id="composer.put_back",
        show=False,
        tooltip=N_("Who was taken off"),
    ),
    Binding(
        "f6",
        "widen",
        N_("Whole list"),
        id="composer.widen",
        show=False,
        tooltip=N_("As at first: nobody searched for, nobody taken off"),
    ),
    Binding("f5", "refresh", N_("Refresh"), id="composer.refresh", show=False),
    Binding("enter", "to_list", show=False),
    Binding("escape", "back", N_("Back"), id="composer.back"),
]
