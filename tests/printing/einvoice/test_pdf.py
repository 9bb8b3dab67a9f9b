"""The PDF that carries the XML: its structure, what it says it is, and that a reprint is the same."""

import io
import os
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from locales import speaking
from printing.einvoice import cii, factur_x
from printing.page.paper import About, typeset
from tests.printing.einvoice import invoices

AT = datetime(2026, 11, 30, 9, 30, tzinfo=UTC)
INVOICE = invoices.invoice([invoices.with_vat(2000, 4800)])


@pytest.fixture(scope="module")
def pdf() -> bytes:
    return _printed()


def test_it_carries_the_xml_and_says_so(pdf: bytes, tmp_path: Path):
    import facturx
    from lxml import etree

    assert facturx.get_xml_from_pdf(pdf) == ("factur-x.xml", cii.write(INVOICE))
    catalog = _catalog(pdf)
    (listed,) = catalog["/AF"]
    assert listed.get_object()["/AFRelationship"] == "/Data"
    moments = listed.get_object()["/EF"]["/F"].get_object()["/Params"]
    assert moments["/CreationDate"] == moments["/ModDate"] == f"D:{AT:%Y%m%d%H%M%S}Z", (
        "of the paper, not of now"
    )
    metadata = etree.fromstring(catalog["/Metadata"].get_object().get_data())
    (rdf,) = metadata
    said = {etree.QName(one).localname: one.text for description in rdf for one in description}
    assert said["ConformanceLevel"] == "EN 16931"
    assert said["DocumentFileName"] == "factur-x.xml"


def test_its_structure_is_sound(pdf: bytes, tmp_path: Path):
    """qpdf looks at structure: that the file is a PDF/A-3b, as it says of itself, nothing here proves."""
    if shutil.which("qpdf") is None:
        assert not os.environ.get("CI"), "CI needs qpdf"
        pytest.skip("checking a PDF needs qpdf")
    file = tmp_path / "facture.pdf"
    file.write_bytes(pdf)
    run = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


def test_a_reprint_is_the_same_bytes(pdf: bytes):
    assert _printed() == pdf


def _printed() -> bytes:
    page = '<p class="text">Facture</p>'
    about = About("Facture", "Pharmacie du Port", AT)
    # A fixture of the module is made before the fixture of each test has chosen the language.
    with speaking("fr"):
        return typeset([page], "priced.css", about, carried=factur_x.embedded(INVOICE, AT))


def _catalog(pdf: bytes) -> Any:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(pdf)).trailer["/Root"]
