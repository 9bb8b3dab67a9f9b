"""Given names of which no rule of spelling tells what they are: closed lists."""

_LIST = """
mohamed: med mhamed mhammed mhammad mohd
ahmed: hmed hmad
ibrahim: brahim
idriss: driss dris
ismail: smail smael
fatima: fatma fadma fatim
meryem: myriam miriam
reda: rida redha ridha
nezha: nouzha
moulay: my mly
haj: hj
ghita: rita
youssef: yusuf yousuf
"""
VARIANTS = {
    variant: name
    for name, _, variants in (line.partition(":") for line in _LIST.strip().splitlines())
    for variant in variants.split()
}
"""By short form or variant, in folded letters, the name it stands for."""

_OF_WOMEN = """
andree christiane danielle denise emmanuelle francoise gabrielle jeanne joelle julienne louise martine
michelle noelle pascale paule raphaelle renee simone
"""
OF_WOMEN = frozenset(_OF_WOMEN.split())
"""Names of women that only a mute e tells from a man's: their e counts."""

_SHORTEST_BEGUN = 3


def usual(word: str) -> str:
    """The usual form of a given name; any other word unchanged."""
    return VARIANTS.get(word, word)


def begun(word: str) -> list[str]:
    """The usual forms of the variants that begin so: of `mham`, mohamed."""
    if len(word) < _SHORTEST_BEGUN:
        return []
    return list(dict.fromkeys(name for variant, name in VARIANTS.items() if variant.startswith(word)))
