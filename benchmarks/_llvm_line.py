"""Read one line of LLVM text, as LLVM prints it, into a record."""

import re
import struct
from collections.abc import Iterator

from benchmarks._llvm_form import Instruction, Type, Value

TOKEN = re.compile(
    r'c?"[^"]*"|[%@]"[^"]*"|[%@][-\w.$]+|![\w.]*|#\d+|0x[0-9A-Fa-f]+|-?\d+\.\d*(?:e[-+]?\d+)?'
    r"|-?\d+|[A-Za-z_][\w.$]*|\.\.\.|[<>(){}\[\],=*:|]"
)
CASTS = [
    "zext",
    "sext",
    "trunc",
    "fptosi",
    "sitofp",
    "fptoui",
    "uitofp",
    "bitcast",
    "fpext",
    "fptrunc",
    "ptrtoint",
    "inttoptr",
]
BINARY = [
    "fadd",
    "fsub",
    "fmul",
    "fdiv",
    "frem",
    "add",
    "sub",
    "mul",
    "sdiv",
    "udiv",
    "srem",
    "urem",
    "shl",
    "lshr",
    "ashr",
    "and",
    "or",
    "xor",
]
# Words that may stand before a type and change nothing that the C peer keeps; nsw is kept as a flag.
FLAGS = [
    "nsw",
    "nuw",
    "exact",
    "disjoint",
    "fast",
    "nnan",
    "ninf",
    "nsz",
    "arcp",
    "contract",
    "afn",
    "reassoc",
    "inbounds",
    "nusw",
    "nneg",
    "samesign",
    "volatile",
    "noundef",
    "noalias",
    "nocapture",
    "readonly",
    "readnone",
    "writeonly",
    "nonnull",
    "immarg",
    "signext",
    "zeroext",
    "tail",
    "notail",
]

BRACKETED = re.compile("dereferenceable|dereferenceable_or_null|captures|align|range|nofpclass")


class Cursor:
    """The tokens of one line or statement, read from left to right."""

    def __init__(self, text: str) -> None:
        self.text, self.tokens, self.place = text, TOKEN.findall(text), 0

    @property
    def head(self) -> str:
        """Return the next token, empty at the end."""
        return self.tokens[self.place] if self.place < len(self.tokens) else ""

    def take(self, expected: str = "") -> str:
        """Return the next token and go on. Raises: ValueError when another was expected."""
        token = self.head
        if expected and token != expected:
            raise ValueError(f"{token!r} where {expected!r} was expected in: {self.text.strip()}")
        self.place += 1
        return token

    def takes(self, token: str) -> bool:
        """Go past a token if it is the next."""
        found = self.head == token
        self.place += found
        return found

    def words(self, known: list[str]) -> tuple[str, ...]:
        """Take all words that are known, and attributes with what stands in brackets after them."""
        found = []
        while self.head in known or BRACKETED.fullmatch(self.head):
            found.append(self.take())
            if found[-1] == "align":
                self.take()
            elif found[-1] not in known:
                while self.take() != ")":
                    pass
        return tuple(found)

    def type(self) -> Type:
        """Take a type."""
        token = self.take()
        if token in ("<", "["):
            count = int(self.take())
            self.take("x")
            of = self.type()
            self.take(">" if token == "<" else "]")
            return Type("vector" if token == "<" else "array", 0, count, (of,))
        if token == "{":
            fields = [self.type()]
            while self.takes(","):
                fields.append(self.type())
            self.take("}")
            return Type("struct", 0, 0, tuple(fields))
        if token in ("double", "float"):
            return Type("float", 64 if token == "double" else 32)
        if token in ("ptr", "void", "label"):
            return Type(token)
        if re.fullmatch(r"i\d+", token):
            return Type("int", int(token[1:]))
        raise ValueError(f"no type {token!r} in: {self.text.strip()}")

    def typed(self) -> Value:
        """Take a type, attributes and a value."""
        kind = self.type()
        self.words(FLAGS)
        return self.value(kind)

    def value(self, kind: Type) -> Value:
        """Take a value of a type."""
        token = self.take()
        if token[0] in "%@":
            return Value(kind, "local" if token[0] == "%" else "global", token[1:].strip('"'))
        if token in ("zeroinitializer", "null", "false"):
            return Value(kind, "zero")
        if token in ("undef", "poison"):
            return Value(kind, "undef")
        if token == "splat":
            self.take("(")
            inner = self.typed()
            self.take(")")
            return Value(kind, "splat", inner)
        if token in ("<", "[", "{"):
            items = [self.typed()]
            while self.takes(","):
                items.append(self.typed())
            self.take()
            return Value(kind, "list", tuple(items))
        if token == "getelementptr":
            self.words(FLAGS)
            self.take("(")
            element = self.type()
            operands = list(self.after_commas())
            self.take(")")
            return Value(kind, "place", (element, *operands))
        return Value(kind, "number", number(token, kind))

    def after_commas(self) -> Iterator[Value]:
        """Take typed values, each after a comma, until something else follows."""
        while self.head == "," and re.match(r"[<\[{]|i\d+$|double$|float$|ptr$", self.tokens[self.place + 1]):
            self.take(",")
            yield self.typed()


def number(token: str, kind: Type) -> int:
    """Return a number as LLVM writes it: an integer, or the bits of a floating-point number."""
    if token == "true":
        return 1
    if kind.kind == "int":
        return int(token)
    if token.startswith("0x"):
        return int(token, 16)
    return int.from_bytes(struct.pack(">d", float(token)), "big")


def instruction(line: str) -> Instruction:
    """Read one instruction. Raises: ValueError for one that is not known here."""
    cursor = Cursor(line)
    name = ""
    if len(cursor.tokens) > 1 and cursor.tokens[1] == "=":
        name = cursor.take()[1:].strip('"')
        cursor.take("=")
    opcode = cursor.take()
    while opcode in ("tail", "notail", "musttail"):
        opcode = cursor.take()
    words = cursor.words(FLAGS)
    if opcode in ("icmp", "fcmp"):
        words = (cursor.take(), *cursor.words(FLAGS))
    if opcode in (*BINARY, "icmp", "fcmp"):
        first = cursor.typed()
        cursor.take(",")
        return Instruction(name, opcode, first.type, (first, cursor.value(first.type)), words)
    if opcode in CASTS:
        first = cursor.typed()
        cursor.take("to")
        return Instruction(name, opcode, cursor.type(), (first,), words)
    if opcode in READERS:
        return READERS[opcode](cursor, name, words)
    if opcode in ("fneg", "freeze", "select", "store", "extractelement", "insertelement", "shufflevector"):
        operands = (cursor.typed(), *cursor.after_commas())
        align = (cursor.take(), cursor.take(), cursor.take())[2] if opcode == "store" and cursor.head == "," else "1"
        kind = operands[1].type if opcode == "select" else operands[0].type
        return Instruction(name, opcode, kind, operands, (*words, align))
    raise ValueError(f"no C for {opcode!r} in: {line.strip()}")


def _load(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    kind = cursor.type()
    operands = tuple(cursor.after_commas())
    align = (cursor.take(), cursor.take(), cursor.take())[2] if cursor.head == "," else "1"
    return Instruction(name, "load", kind, operands, (*words, align))


def _address(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    kind = cursor.type()
    return Instruction(name, "getelementptr", kind, tuple(cursor.after_commas()), words)


def _phi(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    kind = cursor.type()
    values, labels = [], []
    while cursor.takes("["):
        values.append(cursor.value(kind))
        cursor.take(",")
        labels.append(cursor.take()[1:].strip('"'))
        cursor.take("]")
        cursor.takes(",")
    return Instruction(name, "phi", kind, tuple(values), words, tuple(labels))


def _branch(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    operands = () if cursor.head == "label" else (cursor.typed(),)
    labels = []
    cursor.takes(",")
    while cursor.takes("label"):
        labels.append(cursor.take()[1:].strip('"'))
        if len(labels) == 2 or not cursor.takes(","):
            break
    return Instruction(name, "br", Type("void"), operands, words, tuple(labels))


def _return(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    kind = cursor.type()
    return Instruction(name, "ret", kind, () if kind.kind == "void" else (cursor.value(kind),), words)


def _call(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    kind = cursor.type()
    called = cursor.take()
    if called[0] != "@":
        raise ValueError(f"a call of what has no name: {cursor.text.strip()}")
    cursor.take("(")
    arguments = () if cursor.head == ")" else (cursor.typed(), *cursor.after_commas())
    return Instruction(name, "call", kind, arguments, (called[1:].strip('"'),))


def _alloca(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    kind = cursor.type()
    return Instruction(name, "alloca", kind, tuple(cursor.after_commas()), words)


def _unreachable(cursor: Cursor, name: str, words: tuple[str, ...]) -> Instruction:
    return Instruction(name, "unreachable", Type("void"))


READERS = {
    "load": _load,
    "getelementptr": _address,
    "phi": _phi,
    "br": _branch,
    "ret": _return,
    "call": _call,
    "alloca": _alloca,
    "unreachable": _unreachable,
}
