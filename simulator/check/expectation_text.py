"""Read an expectation from its text, by recursive descent; nothing of it is ever run as code.

expectation = terms [within] [span] | term trend [span] | term "is finite" [span]
terms       = term (sign term)+                  sign: < <= > >= = !=
within      = "within" number ["%"]              with = and !=; a % is of the right term
trend       = ["never"] ("rises" | "falls") ("over time" | "with" CONSTANT)
span        = "in" time [".." time] | "from" time | "until" time
term        = product (("+" | "-") product)*;  product = unit (("*" | "/") unit)*
unit        = ["-"] (number ["%"] | name | every | function | "(" term ")") ["at" (time | "start" | "end")]
every       = ("every stock" | "every variable") ["except" name ("," name)*]
function    = "baseline" "(" term ")" | FUNCTION "(" term ("," number)* ")"
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from simulator.check.expectation import COMPARISONS, Comparison, Expectation, Finite, Span, Trend
from simulator.check.term import FUNCTIONS, Applied, Baseline, Function, Given, Literal, Moment, Term
from simulator.check.words import Unread, Vocabulary, Word, cut

__all__ = ["read_expectation"]

# Brackets inside one another; deeper is no sentence.
_MOST_DEEP = 20


def read_expectation(
    text: str, known: Vocabulary, period: tuple[float, float], varied: Sequence[str] = ()
) -> Expectation:
    """Read one expectation.

    period: first and last time of the run. varied: the constants that differ between the members of its test.
    Raises: Unread with what is wrong.
    """
    reader = _Reader(cut(text, known), known, (period, tuple(varied)))
    expectation = reader.expectation(" ".join(text.split()))
    sizes = {len(each) for each in reader.arrays}
    if len(sizes) > 1:
        counts = " and ".join(map(str, sorted(sizes)))
        raise Unread(f"it joins arrays of {counts} elements. Expected as many in each. Name single elements")
    return expectation


class _Reader:
    """Reads words from left to right."""

    def __init__(
        self, words: Sequence[Word], known: Vocabulary, given: tuple[tuple[float, float], tuple[str, ...]]
    ) -> None:
        self.words = list(words)
        self.known = known
        self.period, self.varied = given
        self.arrays: set[tuple[str, ...]] = set()
        self.depth = 0

    def expectation(self, text: str) -> Expectation:
        """Read all of it."""
        first = self.term()
        found: Expectation
        if self.takes("word", "is finite"):
            found = Finite(text, first)
        elif self.word.kind == "word" and self.word.text.split()[-1] in ("rises", "falls"):
            found = self.trend(text, first)
        else:
            found = self.comparison(text, first)
        span = self.span()
        if span != Span() and ((isinstance(found, Trend) and found.varied) or all(map(_is_moment, _terms(found)))):
            raise Unread(
                "it is about values of no course, so no times can be chosen. Expected a course. Leave them out"
            )
        found = replace(found, span=span)
        if self.word.kind != "end":
            raise self.unexpected("the end")
        return found

    def comparison(self, text: str, first: Term) -> Comparison:
        """Read terms compared in a row."""
        terms, signs = [first], []
        while self.word.kind == "sign" and self.word.text in COMPARISONS:
            signs.append(self.take().text)
            terms.append(self.term())
        if not signs:
            raise self.unexpected("a comparison such as <=, or rises, falls, is finite")
        within, relative = 0.0, False
        if self.takes("word", "within"):
            if not set(signs) & {"=", "!="}:
                raise Unread(f"'within' with {signs[0]}. Expected it with = or !=. Put the room into the number")
            within = self.number("a number behind 'within'")
            relative = self.takes("sign", "%")
            within = within / 100 if relative else within
        return Comparison(text, tuple(terms), tuple(signs), within, relative)

    def trend(self, text: str, term: Term) -> Trend:
        """Read in which direction a term goes."""
        *never, direction = self.take().text.split()
        if self.takes("word", "over time"):
            return Trend(text, term, direction == "rises", never=bool(never))
        if not self.takes("word", "with"):
            raise self.unexpected("'over time', or 'with' and the constant that is varied")
        if self.word.kind != "name" or self.word.text not in self.varied:
            told = f"one of {', '.join(map(repr, self.varied))}" if self.varied else "vary in the test"
            raise Unread(f"{direction} with {self.word.text!r}, which the test does not vary. Expected {told}. Add it")
        varied = self.take().text
        if not isinstance(term, Moment) and not _is_moment(term):
            raise Unread(f"{direction} with {varied!r} of a course. Expected a value at a time. Add 'at' and a time")
        return Trend(text, term, direction == "rises", varied, bool(never))

    def span(self) -> Span:
        """Read when it must hold."""
        if self.takes("word", "in"):
            first = self.time()
            return Span(first, self.time() if self.takes("sign", "..") else first)
        if self.takes("word", "from"):
            return Span(first=self.time())
        return Span(last=self.time()) if self.takes("word", "until") else Span()

    def term(self) -> Term:
        """Read sums and differences."""
        found = self.product()
        while self.word.kind == "sign" and self.word.text in ("+", "-"):
            found = Applied(self.take().text, (found, self.product()))
        return found

    def product(self) -> Term:
        """Read products and quotients."""
        found = self.unit()
        while self.word.kind == "sign" and self.word.text in ("*", "/"):
            found = Applied(self.take().text, (found, self.unit()))
        return found

    def unit(self) -> Term:
        """Read one value, and when it is meant."""
        if self.takes("sign", "-"):
            return Applied("negative", (self.unit(),))
        found = self.value()
        if not self.takes("word", "at"):
            return found
        if self.takes("word", "start"):
            return Moment(found, None)
        return Moment(found, np.inf) if self.takes("word", "end") else Moment(found, self.time())

    def value(self) -> Term:
        """Read a number, a name, a function or a term in brackets."""
        word = self.word
        if word.kind == "number":
            number = float(self.take().text)
            return Literal(number / 100 if self.takes("sign", "%") else number)
        if word.kind == "name":
            self.take()
            return self.given(word.elements)
        if word.kind == "word" and word.text.startswith("every"):
            return self.every(self.take().text)
        if word.kind == "word" and (word.text in FUNCTIONS or word.text == "baseline"):
            return self.function(self.take().text)
        if self.takes("sign", "("):
            return self.bracket()
        raise self.unexpected("a name, a number or a function")

    def given(self, elements: tuple[str, ...]) -> Given:
        """Keep how many elements a name stands for."""
        if len(elements) > 1:
            self.arrays.add(elements)
        return Given(elements)

    def every(self, which: str) -> Given:
        """Read which variables are meant, but for those that are left out."""
        left_out: set[str] = set()
        if self.takes("word", "except"):
            left_out.update(self.left_out().elements)
            while self.word.text == "," and self.words[1].kind == "name":
                self.take()
                left_out.update(self.left_out().elements)
        elements = self.known.stocks if which == "every stock" else self.known.shown
        kept = tuple(name for name in elements if name not in left_out)
        if not kept:
            raise Unread(f"{which} stands for nothing here. Expected at least one. Name variables")
        return self.given(kept)

    def left_out(self) -> Word:
        """Read one name behind except."""
        if self.word.kind != "name":
            raise self.unexpected("a name behind 'except'")
        return self.take()

    def bracket(self) -> Term:
        """Read a term up to its closing bracket."""
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise Unread("brackets are nested too deeply. Expected a few. Write several expectations")
        found = self.term()
        self.needs(")")
        self.depth -= 1
        return found

    def function(self, name: str) -> Term:
        """Read what a function is applied to."""
        self.needs("(")
        self.depth += 1
        if self.depth > _MOST_DEEP:
            raise Unread("brackets are nested too deeply. Expected a few. Write several expectations")
        of, numbers = self.term(), []
        while self.takes("sign", ","):
            is_time = name != "baseline" and FUNCTIONS[name].times
            numbers.append(self.time() if is_time else self.number(f"a number behind the term of {name}"))
        self.needs(")")
        self.depth -= 1
        if name == "baseline" and not numbers:
            return Baseline(of)
        counts = (0,) if name == "baseline" else FUNCTIONS[name].counts
        if len(numbers) not in counts:
            expected = " or ".join(map(str, counts))
            raise Unread(f"{name} with {len(numbers)} numbers behind its term. Expected {expected}. Correct it")
        if len(numbers) == 2 and numbers[0] >= numbers[1]:
            raise Unread(f"{name} from {numbers[0]:g} to {numbers[1]:g}. Expected a later time. Correct the times")
        return Function(name, of, tuple(numbers))

    def time(self) -> float:
        """Read a time of the run."""
        number = self.number("a time")
        first, last = self.period
        if not first <= number <= last:
            raise Unread(f"time {number:g} is outside the run. Expected {first:g} to {last:g}. Correct it")
        return number

    def number(self, what: str) -> float:
        """Read a number."""
        sign = -1.0 if self.takes("sign", "-") else 1.0
        if self.word.kind != "number":
            raise self.unexpected(what)
        return sign * float(self.take().text)

    def needs(self, sign: str) -> None:
        """Read a sign that must be there."""
        if not self.takes("sign", sign):
            raise self.unexpected(repr(sign))

    def unexpected(self, expected: str) -> Unread:
        """Word what stands where something else should."""
        found = repr(self.word.text) if self.word.kind != "end" else "nothing more"
        return Unread(f"there is {found}. Expected {expected}. Correct it")

    @property
    def word(self) -> Word:
        """The word that comes next."""
        return self.words[0]

    def take(self) -> Word:
        """Read the next word."""
        return self.words.pop(0)

    def takes(self, kind: str, text: str) -> bool:
        """Read a certain word, if it comes next."""
        if (self.word.kind, self.word.text) != (kind, text):
            return False
        self.take()
        return True


def _terms(expectation: Expectation) -> tuple[Term, ...]:
    return expectation.terms if isinstance(expectation, Comparison) else (expectation.term,)


def _is_moment(term: Term) -> bool:
    """Tell whether a term is a value of no time, whatever the run."""
    if isinstance(term, Applied):
        return all(map(_is_moment, term.parts))
    if isinstance(term, Baseline):
        return _is_moment(term.of)
    if isinstance(term, Function):
        return term.function not in ("abs", "change") or _is_moment(term.of)
    return isinstance(term, Literal | Moment)
