"""Everything that can be typed after `officine`, in one place."""

import argparse
from collections.abc import Sequence
from typing import Any

from commands.shell.values import at_least_one, day, search, whole, words
from commands.shell.words import Parser
from locales import _
from machine.folders import default_database

VERBS = {
    "": "commands.screens",
    "demo": "commands.demonstration",
    "import": "commands.importing",
    "imports": "commands.imports",
    "import-contacts": "commands.import_contacts",
    "clients": "commands.clients",
    "show": "commands.show",
    "statement": "commands.statement",
    "doctor": "commands.doctor",
    "send": "commands.send",
    "backup": "commands.backup",
    "seal": "commands.seal",
    "known": "commands.known",
    "forget": "commands.forget",
    "export": "commands.export",
}
"""The module of each command, imported when the command is used: its `run(options)` returns the exit code."""


def parse(arguments: Sequence[str] | None, database: str) -> argparse.Namespace:
    """Parses the command line; `database` is the default. Exits with 2 if it is wrong."""
    options = _parser().parse_args(arguments)
    options.database = options.database or database or str(default_database())
    options.verb = options.verb or ""
    return options


def _parser() -> Parser:
    parser = Parser(
        prog="officine",
        description=_("The client desk of a pharmacy. With no verb, the screens open."),
        epilog=_("The database may also be named by OFFICINE_DATABASE or in the settings file."),
    )
    parser.add_argument("--database", metavar=_("FILE|URL"), help=_("a file, or postgresql://…"), default="")
    parser.add_argument("--version", action=_Version, nargs=0, help=_("say which version this is and leave"))
    verbs = parser.add_subparsers(dest="verb", title=_("verbs"), metavar=_("VERB"), parser_class=Parser)
    for add in (
        _demo,
        _import,
        _imports,
        _import_contacts,
        _clients,
        _show,
        _statement,
        _send,
        _doctor,
        _backup,
        _seal,
        _export,
        _known,
        _forget,
    ):
        add(verbs)
    return parser


def _verb(verbs: Any, name: str, purpose: str) -> Parser:
    parser: Parser = verbs.add_parser(name, help=purpose, description=purpose[:1].upper() + purpose[1:] + ".")
    # Also after the command; suppressed there, so that it does not reset the one before it.
    parser.add_argument(
        "--database", metavar=_("FILE|URL"), help=argparse.SUPPRESS, default=argparse.SUPPRESS
    )
    return parser


def _demo(verbs: Any) -> None:
    parser = _verb(verbs, "demo", _("fill an empty database with an example pharmacy"))
    _number(parser, "--clients", at_least_one, 2000, _("how many clients ({default})"))
    _number(parser, "--sales-per-client", whole, 8, _("how many sales for each, on average ({default})"))
    _number(parser, "--seed", whole, 1, _("the same number makes the same pharmacy ({default})"))


def _import(verbs: Any) -> None:
    parser = _verb(verbs, "import", _("add the clients of a file, with what they owe"))
    parser.add_argument("file", metavar=_("FILE"), help=_("CSV, XLSX or ODS: names and balances, or titles"))
    parser.add_argument("--products", action="store_true", help=_("the file is one of products"))
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be added"))
    encoding_help = _("how the file is written, such as Windows-1256, where that is in doubt")
    parser.add_argument("--encoding", metavar=_("NAME"), type=words, default="", help=encoding_help)
    parser.add_argument(
        "--sheet", metavar=_("NAME"), type=words, default="", help=_("of a workbook that has several")
    )
    columns_help = _("what each column is, in order: last_name,mobile,-,balance; “-” is left out")
    parser.add_argument("--columns", metavar=_("NAMES"), type=words, default="", help=columns_help)
    leave_out_help = _("leave the cells empty that cannot be read, but for names and balances")
    parser.add_argument("--leave-out", action="store_true", help=leave_out_help)
    parser.add_argument(
        "--category",
        metavar=_("NAME"),
        type=words,
        default="",
        help=_("of all products, if no column says it"),
    )
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--only-new", action="store_true", help=_("leave out who is known already"))
    known.add_argument("--complete", action="store_true", help=_("fill in what their fiches lack as well"))
    known.add_argument("--known-too", action="store_true", help=_("add them: they are other people"))
    known.add_argument("--only-prices", action="store_true", help=_("of known products, and nothing else"))
    twice_help = _("with --known-too: the sum that counts a second time")
    parser.add_argument("--twice", metavar=_("AMOUNT"), type=words, default="", help=twice_help)
    _enters(parser)


def _imports(verbs: Any) -> None:
    parser = _verb(verbs, "imports", _("list what was imported, or undo an import"))
    parser.add_argument("--undo", metavar=_("NUMBER"), type=whole, help=_("undo this import as a whole"))
    _json(parser)
    _enters(parser)


def _import_contacts(verbs: Any) -> None:
    parser = _verb(verbs, "import-contacts", _("add the people of a file to a client, as contacts"))
    _client(parser)
    parser.add_argument(
        "file", metavar=_("FILE"), help=_("CSV, XLSX or ODS: a column of names, perhaps one of relations")
    )
    parser.add_argument("--dry-run", action="store_true", help=_("only say what would be added"))
    encoding_help = _("how the file is written, such as Windows-1256, where that is in doubt")
    parser.add_argument("--encoding", metavar=_("NAME"), type=words, default="", help=encoding_help)
    parser.add_argument(
        "--sheet", metavar=_("NAME"), type=words, default="", help=_("of a workbook that has several")
    )
    relation_help = _("what those are to the client of whom the file does not say it ({default})")
    parser.add_argument(
        "--relation",
        metavar=_("NAME"),
        type=words,
        default="",
        help=relation_help.format(default="Autre"),
    )
    known = parser.add_mutually_exclusive_group()
    known.add_argument("--only-new", action="store_true", help=_("leave out who is known already"))
    known.add_argument("--known-too", action="store_true", help=_("add them: they are other people"))
    _enters(parser)


def _clients(verbs: Any) -> None:
    parser = _verb(verbs, "clients", _("list the clients"))
    parser.add_argument(
        "--search", metavar=_("TEXT"), type=search, default="", help=_("as in the search field")
    )
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--archived", action="store_true", help=_("those in the archives"))
    which.add_argument("--trash", action="store_true", help=_("those who were deleted"))
    which.add_argument("--pharmacies", action="store_true", help=_("other pharmacies"))
    parser.add_argument(
        "--category", metavar=_("NAME"), type=words, default="", help=_("only the clients of this category")
    )
    _number(parser, "--limit", at_least_one, None, _("at most so many"))
    _json(parser)


def _show(verbs: Any) -> None:
    parser = _verb(verbs, "show", _("show one client and what they owe"))
    _client(parser)
    _json(parser)


def _statement(verbs: Any) -> None:
    parser = _verb(verbs, "statement", _("issue a statement of account as PDF"))
    _client(parser)
    from_help = _("first day, 2026-11-01 or 01/11/2026 (the first of the month)")
    parser.add_argument("--from", dest="start", metavar=_("DAY"), type=day, help=from_help)
    parser.add_argument("--to", dest="end", metavar=_("DAY"), type=day, help=_("last day (today)"))
    parser.add_argument("--detailed", action="store_true", help=_("with products, numbers and discounts"))
    parser.add_argument("--by-contact", action="store_true", help=_("grouped by contact, with subtotals"))
    parser.add_argument("--contact-pages", action="store_true", help=_("likewise, each on a new page"))
    parser.add_argument("-o", "--output", metavar=_("FILE.pdf"), required=True, help=_("where to write it"))
    _enters(parser)


def _send(verbs: Any) -> None:
    parser = _verb(verbs, "send", _("send the messages that wait"))
    parser.add_argument("--watch", action="store_true", help=_("keep sending until stopped; hear receipts"))
    _enters(parser)


def _doctor(verbs: Any) -> None:
    parser = _verb(verbs, "doctor", _("check every rule of the accounts, and the installation"))
    parser.add_argument(
        "--seals", action="store_true", help=_("compare every sealed row, not the newest only")
    )
    _json(parser)


def _backup(verbs: Any) -> None:
    parser = _verb(verbs, "backup", _("copy the database while others work, and verify the copy"))
    parser.add_argument("file", metavar=_("FILE"), help=_("a file that does not exist yet"))


def _seal(verbs: Any) -> None:
    parser = _verb(verbs, "seal", _("seal what was written since the last seal"))
    parser.add_argument("--list", action="store_true", help=_("only list the seals, the newest first"))
    _json(parser)
    _enters(parser)


def _export(verbs: Any) -> None:
    parser = _verb(verbs, "export", _("write every operation, for another program"))
    formats_help = _("hledger: the whole ledger; csv: for a spreadsheet")
    parser.add_argument("--format", choices=("hledger", "csv"), required=True, help=formats_help)
    parser.add_argument("-o", "--output", metavar=_("FILE"), help=_("where to write it (on the terminal)"))


def _known(verbs: Any) -> None:
    _client(_verb(verbs, "known", _("write everything that is kept of one client, as JSON")))


def _forget(verbs: Any) -> None:
    parser = _verb(verbs, "forget", _("forget a client whose account is settled; it cannot be undone"))
    _client(parser)
    confirm_help = _("their name, as the list shows it; without it only what would be done is said")
    parser.add_argument("--confirm", metavar=_("NAME"), type=words, default="", help=confirm_help)
    _enters(parser)


def _client(parser: Parser) -> None:
    parser.add_argument("client", metavar=_("CLIENT_ID"), type=words, help=_("the client's number or code"))


def _enters(parser: Parser) -> None:
    """For a command that enters something or sends: it refuses if the clock seems wrong."""
    parser.add_argument(
        "--trust-clock",
        action="store_true",
        help=_("the clock of this machine is right, whatever was entered last"),
    )


def _json(parser: Parser) -> None:
    parser.add_argument("--json", action="store_true", help=_("for programs: the keys never change"))


def _number(parser: Parser, name: str, kind: Any, default: int | None, said: str) -> None:
    text = said.format(default=default) if default is not None else said
    parser.add_argument(name, metavar="N", type=kind, default=default, help=text)


class _Version(argparse.Action):
    """Computes the version only when it is asked for."""

    def __call__(self, parser: argparse.ArgumentParser, *rest: object) -> None:
        from importlib.metadata import version

        print(f"officine {version('officine')}")
        parser.exit()
