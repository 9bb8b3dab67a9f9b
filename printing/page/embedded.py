"""A file that a PDF carries. Such a PDF declares that it is a PDF/A-3b; nothing here proves that it is."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

VARIANT = "pdf/a-3b"
_RDF_ENDS, _XMP_ENDS = b"</rdf:RDF>", b"</x:xmpmeta>"


@dataclass(frozen=True, slots=True)
class Embedded:
    """`metadata` is what the XMP metadata of the PDF say about it, as descriptions of RDF; `at` is its
    moment: that of the paper, as a reprint is the same bytes.
    """

    name: str
    description: str
    content: bytes
    metadata: bytes
    at: datetime


def write(library: Any, document: Any, file: Embedded) -> bytes:
    """The PDF of a document of WeasyPrint, with the file in it."""
    document.metadata.attachments = [
        library.Attachment(
            string=file.content,
            name=file.name,
            description=file.description,
            created=file.at,
            modified=file.at,
            relationship="Data",
        )
    ]
    document.metadata.xmp_metadata = [file.metadata]
    return bytes(document.write_pdf(finisher=_mend, pdf_variant=VARIANT))


def _mend(document: Any, pdf: Any) -> None:
    """Two things that WeasyPrint does otherwise: the file is listed once among those of the document (/AF),
    and what is said about it stands within the one RDF that XMP allows, not below it.
    """
    listed = pdf.catalog["AF"]
    listed[:] = list(dict.fromkeys(listed))
    metadata = pdf.objects[int(pdf.catalog["Metadata"].split()[0])]
    above, _, below = metadata.stream[0].partition(_RDF_ENDS)
    metadata.stream = [above + below.replace(_XMP_ENDS, _RDF_ENDS + _XMP_ENDS)]
