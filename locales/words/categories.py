"""Categories of clients, in words."""

from locales import _
from models.people.categories.table import CategoryColour
from models.people.categories.verbs import ClientCategoryRow


def colour(of: CategoryColour) -> str:
    """The word for a colour."""
    return {
        CategoryColour.PLAIN: _("none (colour)"),
        CategoryColour.BLUE: _("blue"),
        CategoryColour.VIOLET: _("violet"),
        CategoryColour.TURQUOISE: _("turquoise"),
    }[of]


def name(row: ClientCategoryRow) -> str:
    """The name of a category, and that it is retired."""
    return _("{name} (retired)").format(name=row.name) if row.retired else row.name
