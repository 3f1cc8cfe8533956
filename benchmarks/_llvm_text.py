"""Read the text of an LLVM module, as LLVM prints it, into records: what the C peer is printed from."""

import re

from benchmarks._llvm_form import Function, Instruction, Module, Type
from benchmarks._llvm_line import FLAGS, Cursor, instruction

PRIVATE = ("private", "internal", "linkonce_odr")


def read_module(text: str) -> Module:
    """Read a module.

    text:   as LLVM prints it: one instruction a line, every block labelled.
    Raises: ValueError for what is not known here, with the line.
    """
    lines = [re.sub(r"\s*;.*$", "", line) for line in text.splitlines()]
    attributes = dict(re.findall(r"^attributes (#\d+) = \{(.*)\}$", text, flags=re.MULTILINE))
    constants, functions = {}, []
    place = 0
    while place < len(lines):
        line = lines[place]
        place += 1
        if line.startswith("@"):
            cursor = Cursor(line)
            name = cursor.take()[1:].strip('"')
            while cursor.take() not in ("constant", "global"):
                pass
            constants[name] = cursor.typed()
        elif line.startswith(("declare", "define")):
            end = lines.index("}", place) if line.startswith("define") else place
            functions.append(_function(line, lines[place:end], attributes))
            place = end
    return Module(constants, tuple(functions))


def _function(head: str, body: list[str], attributes: dict[str, str]) -> Function:
    cursor = Cursor(head)
    cursor.take()
    before = []
    while True:
        try:
            kind = cursor.type()
            break
        except ValueError:
            before.append(cursor.tokens[cursor.place - 1])
    name = cursor.take()[1:].strip('"')
    cursor.take("(")
    arguments: list[tuple[Type, str, tuple[str, ...]]] = []
    while not cursor.takes(")"):
        of = cursor.type()
        words = cursor.words(FLAGS)
        own = cursor.take()[1:].strip('"') if cursor.head.startswith("%") else f"argument{len(arguments)}"
        arguments.append((of, own, words))
        cursor.takes(",")
    marks = " ".join(attributes.get(token, token) for token in cursor.tokens[cursor.place :])
    # LLVM numbers what has no name, arguments first; the first block's number is not printed
    first = str(sum(own.isdigit() for _, own, _ in arguments))
    private = any(word in PRIVATE for word in before)
    return Function(name, kind, tuple(arguments), tuple(_blocks(body, first)), private, marks)


def _blocks(body: list[str], first: str) -> list[tuple[str, tuple[Instruction, ...]]]:
    """Cut the lines of a function into its blocks. first: label of the first, if it has none."""
    blocks: list[tuple[str, list[Instruction]]] = []
    for line in body:
        label = re.match(r'^"?([-\w.$]+)"?:', line)
        if label:
            blocks.append((label[1], []))
        elif line.strip():
            if not blocks:
                blocks.append((first, []))
            blocks[-1][1].append(instruction(line))
    return [(label, tuple(instructions)) for label, instructions in blocks]
