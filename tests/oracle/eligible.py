"""Which conformance cases use only what this release runs: told from the text of each model, by no hand-picked list.

    python tests/oracle/eligible.py FOLDER     prints every case with what keeps it out, or nothing

Reads the text on its own, not with the simulator's reader, so that a fault of the reader cannot make a case ineligible.
"""

import csv
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

# The functions of the first release, as Vensim spells them.
VENSIM = """
    ABS, ACTIVE INITIAL, ALLOCATE AVAILABLE, ALLOCATE BY PRIORITY, ARCCOS, ARCSIN, ARCTAN, COS, COSH, DELAY N, DELAY1,
    DELAY1I, DELAY3, DELAY3I, ELMCOUNT, EXP, IF THEN ELSE, INITIAL, INTEG, INTEGER, LN, LOG, MAX, MIN, MODULO, POWER,
    PROD, PULSE, PULSE TRAIN, QUANTUM, RAMP, SIN, SINH, SMOOTH, SMOOTH N, SMOOTH3, SMOOTH3I, SMOOTHI, SQRT, STEP, SUM,
    TABBED ARRAY, TAN, TANH, TREND, VECTOR ELM MAP, VECTOR RANK, VECTOR REORDER, VECTOR SELECT, VECTOR SORT ORDER,
    VMAX, VMIN, WITH LOOKUP, XIDZ, ZIDZ,
    GET DATA AT TIME, GET DATA BETWEEN TIMES, GET DATA FIRST TIME, GET DATA LAST TIME, GET DIRECT CONSTANTS,
    GET DIRECT DATA, GET DIRECT LOOKUPS, GET DIRECT SUBSCRIPT, GET XLS CONSTANTS, GET XLS DATA, GET XLS LOOKUPS,
    GET XLS SUBSCRIPT
"""
# The same functions as XMILE spells them.
XMILE = """
    ABS, ARCCOS, ARCSIN, ARCTAN, COS, COSH, DELAY1, DELAY3, DELAYN, EXP, INIT, INT, LN, LOG10, LOOKUP, MAX, MEAN, MIN,
    PI, PROD, PULSE, RAMP, RANK, SAFEDIV, SIN, SINH, SIZE, SMTH1, SMTH3, SMTHN, SQRT, STDDEV, STEP, SUM, TAN, TANH,
    TREND, VECTOR ELM MAP, VECTOR SELECT, VECTOR SORT ORDER
"""
WORDS_BEFORE_BRACKETS = {"AND", "OR", "NOT", "IF", "THEN", "ELSE", "MOD"}
# Parts of XMILE that are not in the list: they change what a model computes.
CONSTRUCTS = ("module", "macro", "conveyor", "queue", "oven", "non_negative")
QUOTED = re.compile(r'"(?:\\.|[^"\\])*"')


@dataclass(frozen=True)
class Case:
    """A conformance case. why_not: what its text uses beyond this release; empty when it is eligible."""

    model: str
    expected: str
    why_not: tuple[str, ...]


def read_cases(folder: Path) -> list[Case]:
    """Read cases.csv and tell for every case whether it is eligible."""
    with (folder / "cases.csv").open(encoding="utf-8", newline="") as lines:
        return [Case(row["path"], row["expected"], why_not(folder / row["path"])) for row in csv.DictReader(lines)]


def why_not(path: Path) -> tuple[str, ...]:
    """List what a model's text uses beyond this release."""
    text = path.read_bytes().decode("utf-8-sig", errors="replace").replace("\r\n", "\n")
    found = _vensim(text) if path.suffix.lower() == ".mdl" else _xmile(text)
    return tuple(sorted(set(found)))


def _names(table: str) -> set[str]:
    return {" ".join(name.split()) for name in table.split(",")}


def _key(name: str) -> str:
    return re.sub(r"[\s_]+", " ", name.replace('"', "")).strip().upper()


def _without_comments(text: str) -> str:
    """Blank what stands in braces; braces nest."""
    kept, depth = [], 0
    for character in text:
        depth += character == "{"
        kept.append(" " if depth and character != "\n" else character)
        depth -= character == "}" and depth > 0
    return "".join(kept)


def _vensim(text: str) -> list[str]:
    """Look through the equations: what stands before the first ~ of every entry that ends with a bar."""
    body = re.sub(r"\\\s*\n", " ", text.partition("\\\\\\---///")[0])
    header = re.compile(r":END OF MACRO:|:MACRO:\s*(?P<name>[^(]*)\([^)]*\)", re.IGNORECASE)
    macros = {_key(each["name"]) for each in header.finditer(body) if each["name"]}
    body = header.sub("", body)
    found = []
    equations = []
    for entry in re.findall(r'((?:"(?:\\.|[^"\\])*"|[^"|])*)\|', body):
        parts = re.match(r'(?:"(?:\\.|[^"\\])*"|[^"~])*', _without_comments(entry))
        equations.append(QUOTED.sub("Q", parts.group() if parts else "").strip())
    named = (re.match(r"([^=\[(:]+)(\[[^\]]*\])?\s*\(", each) for each in equations)
    lookups = macros | {_key(each.group(1)) for each in named if each}
    for equation in equations:
        if not equation or equation.startswith("*") or re.search(r"(?i):THE CONDITION:|:TEST INPUT:", equation):
            continue
        is_range = re.match(r"[^=\[(:]+:\s*(?![=A-Z ]*:)", equation, re.IGNORECASE) and "=" not in equation
        right = equation if is_range else equation.partition("=")[2]
        for name in re.findall(r"(\w[\w\s$']*?)\s*\(", right):
            key = _key(name)
            if key not in _names(VENSIM) and key not in lookups and not is_range:
                found.append(key)
    return found


def _xmile(text: str) -> list[str]:
    """Look through every equation and the tags that hold them."""
    # some exports use a prefix that they do not declare, or comments with dashes side by side
    text = re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL)
    try:
        root = ElementTree.fromstring(re.sub(r"(</?|\s)isee:", r"\1isee_", text))
    except ElementTree.ParseError:
        return ["XML that is not well-formed"]
    models = [each for each in root if _tag(each) == "model"]
    holders = [*models, *(inner for model in models for inner in model if _tag(inner) == "variables")]
    variables = [
        each for holder in holders for each in holder if _tag(each) in ("aux", "flow", "stock", "gf", "module")
    ]
    behaviours = [inner for each in root if _tag(each) == "behavior" for inner in each.iter()]
    parts = [*root, *variables, *(inner for each in variables for inner in each), *behaviours]
    found = [f"<{_tag(each)}>" for each in parts if _tag(each) in CONSTRUCTS and (each.text or "").strip() != "false"]
    graphical = {_key(each.get("name", "")) for each in variables if any(_tag(inner) == "gf" for inner in each.iter())}
    for each in (inner for variable in variables for inner in variable.iter() if _tag(inner) in ("eqn", "init_eqn")):
        equation = QUOTED.sub("Q", _without_comments(each.text or ""))
        if "???" in equation or not equation.strip():
            found.append("an equation left open")
        for name in re.findall(r"(VECTOR [A-Z ]*\w|[^\W\d][\w.$']*)\s*\(", equation):
            key = _key(name)
            if key not in _names(XMILE) and key not in graphical and key not in WORDS_BEFORE_BRACKETS:
                found.append(key)
    return found


def _tag(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2].lower()


if __name__ == "__main__":
    for case in read_cases(Path(sys.argv[1])):
        print(f"{case.model}\t{', '.join(case.why_not)}")
