"""Mutants of Swift source: each site behind an operator of its own, all in one build."""

import re

# What each operator can be mistaken for.
COMPARISONS = {
    "==": ["!="],
    "!=": ["=="],
    "<": ["<=", ">="],
    ">": [">=", "<="],
    "<=": ["<", ">"],
    ">=": [">", "<"],
    "&&": ["||"],
    "||": ["&&"],
}
PREDICATES = r"\.(?:contains|allSatisfy|hasPrefix|hasSuffix|isDisjoint|isSubset|is[A-Z]\w*|has[A-Z]\w*)\b"
# Characters that an operator may consist of: a site's number in base four.
DIGITS = "\u2295\u2296\u2297\u2298"


def number(site):
    text = ""
    for _ in range(6):
        text = DIGITS[site % 4] + text
        site //= 4
    return text


class Mutants:
    def __init__(self):
        self.sites = 0
        # id -> (file, line, what)
        self.all = {}
        self.operators = []

    def new_site(self):
        self.sites += 1
        return self.sites

    def add(self, file, line, what):
        mutant = len(self.all) + 1
        self.all[mutant] = (file, line, what)
        return mutant


def code_mask(text):
    """True for every character that is code: neither in a comment nor in a literal.

    What stands in an interpolation counts as literal: it makes texts and decides nothing.
    """
    mask = [True] * len(text)
    at = 0
    while at < len(text):
        if text.startswith("//", at):
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
        elif text.startswith("/*", at):
            end = text.find("*/", at) + 2
        elif text.startswith('"""', at):
            end = text.find('"""', at + 3) + 3
        elif text[at] == '"':
            end, depth = at + 1, 0
            while depth or text[end] != '"':
                if text.startswith("\\(", end):
                    depth += 1
                    end += 2
                    continue
                if depth and text[end] == "(":
                    depth += 1
                elif depth and text[end] == ")":
                    depth -= 1
                elif not depth and text[end] == "\\":
                    end += 1
                end += 1
            end += 1
        else:
            at += 1
            continue
        for index in range(at, end):
            mask[index] = False
        at = end
    return mask


def closing(text, mask, at):
    """The index behind the bracket that closes the one at `at`."""
    pairs = {"(": ")", "[": "]", "{": "}"}
    depth = 0
    for index in range(at, len(text)):
        if not mask[index]:
            continue
        if text[index] in pairs:
            depth += 1
        elif text[index] in pairs.values():
            depth -= 1
            if depth == 0:
                return index + 1
    raise ValueError("an open bracket")


def switches_with_default(text, mask):
    """The ranges of the bodies of switches that have a default of their own."""
    found = []
    for match in re.finditer(r"\bswitch\b", text):
        if not mask[match.start()]:
            continue
        at, depth = match.end(), 0
        while not (mask[at] and text[at] == "{" and depth == 0):
            if mask[at] and text[at] in "([":
                depth += 1
            elif mask[at] and text[at] in ")]":
                depth -= 1
            at += 1
        end = closing(text, mask, at)
        indent = len(match.string[: match.start()].rsplit("\n", 1)[-1])
        line_start = text.rfind("\n", 0, match.start()) + 1
        indent = len(text[line_start:]) - len(text[line_start:].lstrip(" "))
        body = text[at:end]
        if re.search(r"^ {%d}default:" % indent, body, re.M) or re.search(
            r"[{;] *default:", body
        ):
            found.append((at, end, indent))
    return found


LIBRARY = {"contains", "allSatisfy", "hasPrefix", "hasSuffix", "isDisjoint", "isSubset"}


def mutate(name, text, mutants, optional, functions):
    """The source with every mutant in it, each behind its switch.

    `optional` names the properties of three values, which a negation does not fit; `functions` the
    functions among what reads like a property.
    """
    mask = code_mask(text)
    edits = []  # (position, removed length, inserted)

    def line_of(position):
        return text.count("\n", 0, position) + 1

    def shown(position):
        start = text.rfind("\n", 0, position) + 1
        end = text.find("\n", position)
        return text[start:end].strip()

    for match in re.finditer(r"(?<=[\w)\]}\"?] )(==|!=|<=|>=|<|>|&&|\|\|)(?=\s)|(?<=\n)( *)(==|!=|<=|>=|&&|\|\|)(?= )", text):
        operator = match.group(1) or match.group(3)
        position = match.start(1) if match.group(1) else match.start(3)
        if not mask[position] or text[:position].endswith("func "):
            continue
        site = mutants.new_site()
        ids = [
            (mutants.add(name, line_of(position), f"{operator} -> {other}: {shown(position)}"), other)
            for other in COMPARISONS[operator]
        ]
        mutants.operators.append((operator, operator + number(site), ids))
        edits.append((position, len(operator), operator + number(site)))

    for match in re.finditer(r"(?<=[\s(\[{])!(?=[\w$(.])", text):
        if not mask[match.start()]:
            continue
        site = mutants.new_site()
        mutant = mutants.add(name, line_of(match.start()), f"! dropped: {shown(match.start())}")
        mutants.operators.append(("!", "!" + number(site), [(mutant, "")]))
        edits.append((match.start(), 1, "!" + number(site)))

    for match in re.finditer(PREDICATES, text):
        if not mask[match.start()]:
            continue
        # A step of a key path is no call.
        if re.search(r"\\[\w.]*$", text[max(0, match.start() - 80) : match.start()]):
            continue
        end = match.end()
        is_predicate = re.match(r"\.(contains|allSatisfy)", match.group(0))
        is_call = text[end : end + 1] == "(" or (is_predicate and text[end : end + 2] == " {")
        if text[end : end + 1] == "(":
            end = closing(text, mask, end)
        elif is_call:
            end = closing(text, mask, end + 1)
        rest = text[end:]
        if not is_call and (
            match.group(0)[1:] in optional or
            re.match(r"\s*(=|[!=]=)\s", rest) or re.match(r"\(", rest) or re.match(r"\.\w", rest)
        ):
            continue
        # A function handed over by its name.
        if not is_call and match.group(0)[1:] in functions:
            continue
        # A method's name ahead of its labels, as in `.is(x)` of a pattern.
        line_start = text.rfind("\n", 0, match.start()) + 1
        if re.match(r"\s*case \.", text[line_start:]) and text[line_start : match.start()].strip() in ("case", ""):
            continue
        site = mutants.new_site()
        mutant = mutants.add(name, line_of(match.start()), f"negated {match.group(0)}: {shown(match.start())}")
        kind = "optional" if re.match(r"\s*\?\?", rest) else "post"
        mutants.operators.append((kind, number(site), [(mutant, "")]))
        edits.append((end, 0, number(site)))

    for start, end, indent in switches_with_default(text, mask):
        for match in re.finditer(r"(?<=\n) {%d}case " % indent, text[start:end]):
            at = start + match.end()
            pieces, begun, depth = [], at, 0
            index = at
            while not (mask[index] and text[index] == ":" and depth == 0):
                if mask[index]:
                    if text[index] in "([{":
                        depth += 1
                    elif text[index] in ")]}":
                        depth -= 1
                    elif text[index] == "," and depth == 0:
                        pieces.append((begun, index))
                        begun = index + 1
                index += 1
            pieces.append((begun, index))
            for piece_start, piece_end in pieces:
                piece = text[piece_start:piece_end]
                mutant = mutants.add(
                    name, line_of(piece_start + len(piece) - len(piece.lstrip())),
                    f"case dropped: {' '.join(piece.split())}")
                where = re.search(r"\bwhere\b", piece)
                if where:
                    edits.append((piece_start + where.end(), 0, f" keeps({mutant}),"))
                    # `where a, b` is no Swift: the rest becomes the right side of an and.
                    edits[-1] = (piece_start + where.end(), 0, f" keeps({mutant}) &&")
                    edits.append((piece_start + where.end() + 1, 0, "("))
                    edits.append((piece_end, 0, ")"))
                else:
                    edits.append((piece_end, 0, f" where keeps({mutant})"))

    for position, length, inserted in sorted(edits, key=lambda edit: (edit[0], -edit[1]), reverse=True):
        text = text[:position] + inserted + text[position + length :]
    return text


PRECEDENCE = {"&&": "LogicalConjunctionPrecedence", "||": "LogicalDisjunctionPrecedence"}


def declarations(mutants):
    lines = [
        "internal import Glibc",
        "let mutant: Int = unsafe getenv(\"MUTANT\").flatMap { unsafe Int(String(cString: $0)) } ?? 0",
        "func keeps(_ id: Int) -> Bool { mutant != id }",
    ]
    for operator, own, ids in mutants.operators:
        changed = lambda a, b, otherwise: "".join(
            f"if mutant == {mutant} {{ return {a} {other} {b} }}; " for mutant, other in ids
        ) + f"return {otherwise}"
        if operator == "!":
            lines += [
                f"prefix operator {own}",
                f"@inline(__always) prefix func {own} (a: Bool) -> Bool {{ mutant == {ids[0][0]} ? a : !a }}",
            ]
        elif operator == "post":
            lines += [
                f"postfix operator {own}",
                f"@inline(__always) postfix func {own} (a: Bool) -> Bool {{ mutant == {ids[0][0]} ? !a : a }}",
            ]
        elif operator == "optional":
            lines += [
                f"postfix operator {own}",
                f"@inline(__always) postfix func {own} (a: Bool?) -> Bool? {{ mutant == {ids[0][0]} ? a.map {{ !$0 }} : a }}",
            ]
        elif operator in ("&&", "||"):
            lines += [
                f"infix operator {own} : {PRECEDENCE[operator]}",
                f"@inline(__always) func {own} (a: Bool, b: @autoclosure () throws -> Bool) rethrows -> Bool {{ "
                + "".join(f"if mutant == {mutant} {{ return try a {other} b() }}; " for mutant, other in ids)
                + f"return try a {operator} b() }}",
            ]
        else:
            kind = "Equatable" if operator in ("==", "!=") else "Comparable"
            lines += [
                f"infix operator {own} : ComparisonPrecedence",
                f"@inline(__always) func {own} <T: {kind}>(a: T, b: T) -> Bool {{ {changed('a', 'b', f'a {operator} b')} }}",
            ]
            if kind == "Comparable":
                lines.append(
                    f"@inline(__always) func {own} <A: Comparable, B: Comparable>(a: (A, B), b: (A, B)) -> Bool {{ {changed('a', 'b', f'a {operator} b')} }}")
            if kind == "Equatable":
                lines.append(
                    f"@_disfavoredOverload @inline(__always) func {own} <A: StringProtocol, B: StringProtocol>(a: A, b: B) -> Bool {{ {changed('a', 'b', f'a {operator} b')} }}")
                lines.append(
                    f"@inline(__always) func {own} <T>(a: T?, b: _OptionalNilComparisonType) -> Bool {{ "
                    f"let isNil = if case nil = a {{ true }} else {{ false }}; "
                    + f"return (mutant == {ids[0][0]}) != {'isNil' if operator == '==' else '!isNil'} }}"
                )
    return "\n".join(lines) + "\n"
