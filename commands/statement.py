"""`officine statement`: a relevé, issued and printed."""

from argparse import Namespace
from pathlib import Path

from commands.shell.progress import bar
from commands.store import client_named, opened
from locales import _
from locales.inert import inert


def run(options: Namespace) -> int:
    from models.requests.actors import SHELL
    from models.requests.by import By, new_key
    from models.store import clock
    from models.trade.statements import verbs as statements
    from models.trade.statements.content import Grouping, StatementDetail
    from printing import files
    from printing.page.pango import weasyprint
    from printing.papers import statement

    path = Path(options.output).expanduser().absolute()
    detail = StatementDetail.DETAILED if options.detailed else StatementDetail.SIMPLIFIED
    grouping = Grouping.CONTACTS if options.by_contact else Grouping.NONE
    grouping = Grouping.CONTACT_PAGES if options.contact_pages else grouping
    with opened(options.database, trusts_clock=options.trust_clock):
        end = options.end or clock.today()
        start = options.start or end.replace(day=1)
        client = client_named(options.client)
        # Checked first, so that no number is used for a paper that cannot be printed.
        files.check(path)
        weasyprint()
        issued = statements.issue(client, start, end, detail, grouping, by=By(SHELL, new_key()))
        content = statements.content(issued)
    with bar(_("Printing")) as progress:
        written = statement.write(content, path, progress)
    print(inert(str(written)))
    return 0
