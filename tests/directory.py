"""A company directory on this machine: a real server in the shape of `recherche-entreprises.api.gouv.fr`.

It can be told to be late, to answer something else, or never.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ssl import SSLContext
from threading import Event, Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

ATLAS = "732829320"
ATLAS_SHOP = "73282932000074"
ATLAS_DEPOT = "73282932000082"
CLOSED = "303265045"


def site(siret: str, street: tuple[str, str, str], town: tuple[str, str], **more: Any) -> dict[str, Any]:
    number, kind, name = street
    return {
        "siret": siret,
        "activite_principale": "47.73Z",
        "adresse": f"{number} {kind} {name} {' '.join(town)}",
        "code_postal": town[0],
        "libelle_commune": town[1],
        "etat_administratif": "A",
        "est_siege": True,
        "liste_enseignes": None,
        "statut_diffusion_etablissement": "O",
        **more,
    }


def in_parts(siret: str, street: tuple[str, str, str], town: tuple[str, str], **more: Any) -> dict[str, Any]:
    """A head office, whose address is also told in its parts."""
    number, kind, name = street
    parts = {"numero_voie": number, "type_voie": kind, "libelle_voie": name, "complement_adresse": None}
    return site(siret, street, town, **parts, **more)


COMPANIES: dict[str, dict[str, Any]] = {
    ATLAS: {
        "siren": ATLAS,
        "nom_complet": "PHARMACIE DE L'ATLAS (ATLAS)",
        "nom_raison_sociale": "PHARMACIE DE L'ATLAS",
        "sigle": "ATLAS",
        "etat_administratif": "A",
        "nature_juridique": "5485",
        "activite_principale": "47.73Z",
        "categorie_entreprise": "PME",
        "date_creation": "1995-02-01",
        "statut_diffusion": "O",
        "tva": ["FR44732829320"],
        "siege": in_parts(ATLAS_SHOP, ("12", "RUE", "DES LILAS"), ("69003", "LYON")),
        "matching_etablissements": [],
    },
    CLOSED: {
        "siren": CLOSED,
        "nom_complet": "ANCIENNE MAISON",
        "nom_raison_sociale": None,
        "etat_administratif": "C",
        "activite_principale": None,
        "tva": None,
        "siege": in_parts("30326504500013", ("3", "PLACE", "BELLECOUR"), ("69002", "LYON")),
    },
}


@dataclass
class Directory:
    """What it answers with, and what it was asked."""

    url: str = ""
    status: int = 200
    body: bytes | None = None
    """In the place of an answer, where it is set."""
    late: float = 0.0
    """Seconds before it answers."""
    asked: list[dict[str, str]] = field(default_factory=list)
    ended: Event = field(default_factory=Event)

    @property
    def numbers(self) -> list[str]:
        return [query["q"] for query in self.asked]

    def answer(self, number: str) -> bytes:
        if self.body is not None:
            return self.body
        found = [company for siren, company in COMPANIES.items() if number.startswith(siren)]
        if number == ATLAS_DEPOT:
            depot = site(ATLAS_DEPOT, ("8", "QUAI", "PERRACHE"), ("69002", "LYON"), est_siege=False)
            found = [{**COMPANIES[ATLAS], "matching_etablissements": [depot]}]
        told = {"results": found, "total_results": len(found), "page": 1, "per_page": 1, "total_pages": 1}
        return json.dumps(told).encode()


@contextmanager
def directory(security: SSLContext | None = None) -> Iterator[Directory]:
    """The directory, while it runs."""
    here = Directory()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            query = {name: values[0] for name, values in parse_qs(urlsplit(self.path).query).items()}
            here.asked.append(query | {"user_agent": self.headers.get("User-Agent", "")})
            if here.late:
                here.ended.wait(here.late)
            said = here.answer(query["q"])
            try:
                self.send_response(here.status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)
            except OSError:
                pass  # Whoever asked did not wait.

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        if security is not None:
            server.socket = security.wrap_socket(server.socket, server_side=True)
        here.url = f"{'https' if security else 'http'}://127.0.0.1:{server.server_port}/search"
        Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        yield here
        here.ended.set()
        server.shutdown()
