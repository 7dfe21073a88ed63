"""There is no free Stata, so the .do file is carried out here: the commands it uses, with Stata's own limits and
refusals (Stata User's Guide 11.2, 11.3, 12.6; Stata Data Management manual: encode, label, import delimited). What a
command would refuse is a fault; what comes out is compared with the frozen file."""
import csv
import re

import codebook_reading

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,31}")
RESERVED = set("_all _b byte _coef _cons double float if in int long _n _N _pi _pred _rc _skip str strL using "
               "with".split())
LINE_BYTES, LABEL_CHARACTERS, VALUE_LABEL_BYTES = 264_408, 80, 32_000
TEXT = r"`\"(.*)\"'"
IMPORT = re.compile(rf'import delimited using {TEXT}, clear delimiters\(","\) varnames\(nonames\) rowrange\(2\) '
                    r'encoding\("UTF-8"\) stringcols\(_all\)')


def missing():
    return None


class Refused(Exception):
    pass


def refuse_if(condition, why):
    if condition:
        raise Refused(why)


def name(text, what="variable"):
    refuse_if(not NAME.fullmatch(text) or text in RESERVED, f"{text!r} cannot be the name of a {what}")
    return text


def expanded(text):
    """A text within compound quotes as Stata sees it: macros are expanded first."""
    refuse_if("`" in text or '"\'' in text, "a quote within a text")
    refuse_if(re.search(r"(?<!\\)\$", text), "a dollar begins a macro")
    return text.replace("\\$", "$")


class Data:
    def __init__(self, folder):
        self.folder, self.columns, self.labels, self.lists, self.list_of = folder, {}, {}, {}, {}

    def run(self, line):
        refuse_if(len(line.encode()) > LINE_BYTES, "the line is too long")
        refuse_if("//" in re.sub(TEXT, "", line) or "\t" in line, "a comment or tab")
        for pattern, deed in DEEDS:
            if found := pattern.fullmatch(line):
                return deed(self, *found.groups())
        raise Refused("not a command that is known here")

    def column(self, text):
        refuse_if(text not in self.columns, f"there is no {text}")
        return self.columns[text]

    def new(self, text):
        refuse_if(name(text) in self.columns, f"{text} is there already")
        return text

    def load(self, file):
        with (self.folder / file).open(newline="", encoding="utf-8") as stream:
            rows = list(csv.reader(stream))[1:]
        refuse_if(len({len(row) for row in rows}) != 1, "rows of several lengths")
        self.columns = {f"v{i + 1}": list(cells) for i, cells in enumerate(zip(*rows))}

    def rename(self, old, new):
        cells, taken = self.column(old), self.new(new)
        self.columns = {taken if key == old else key: (cells if key == old else value)
                        for key, value in self.columns.items()}

    def destring(self, names):
        for one in names.split():
            cells = self.column(one)
            refuse_if(any(not re.fullmatch(r"-?[0-9]+", cell) for cell in cells), f"{one} has text that is no number")
            self.columns[one] = [int(cell) for cell in cells]

    def define(self, label_list, number, text, option):
        codes = self.lists.setdefault(name(label_list, "value label"), {})
        refuse_if(option is None and codes, f"{label_list} is defined already")
        refuse_if(option == "add" and int(number) in codes, f"{number} of {label_list} is defined already")
        refuse_if(option == "modify" and int(number) not in codes, f"{number} of {label_list} is new")
        refuse_if(not text or len(text.encode()) > VALUE_LABEL_BYTES, "an empty or long label")
        codes[int(number)] = expanded(text)

    def encode(self, old, new, label_list):
        numbers = {text: number for number, text in self.lists.get(label_list, {}).items()}
        refuse_if(len(numbers) != len(self.lists.get(label_list, {})), f"{label_list} has a label twice")
        cells = self.column(old)
        refuse_if(any(cell not in numbers for cell in cells), f"{old} has a text that is not in {label_list}")
        self.columns[self.new(new)] = [numbers[cell] for cell in cells]
        self.list_of[new] = label_list

    def drop(self, one):
        self.column(one)
        del self.columns[one]

    def label(self, one, text):
        self.column(one)
        refuse_if(len(expanded(text)) > LABEL_CHARACTERS, "a label of more than 80 characters")
        self.labels[one] = expanded(text)

    def order(self, names):
        refuse_if(sorted(names.split()) != sorted(self.columns), "not all columns are put in order")


DEEDS = [(re.compile(pattern) if isinstance(pattern, str) else pattern, deed) for pattern, deed in (
    ("version 14", lambda data: None),
    (IMPORT, Data.load),
    (r"rename (\S+) (\S+)", Data.rename),
    (r"destring (.+), replace", Data.destring),
    (rf"label define (\S+) ([0-9]+) {TEXT}(?:, (add|modify))?", Data.define),
    (r"encode (\S+), generate\((\S+)\) label\((\S+)\) noextend", Data.encode),
    (r"drop (\S+)", Data.drop),
    (rf"label variable (\S+) {TEXT}", Data.label),
    (r"order (.+)", Data.order))]


def carry_out(folder, unit):
    data = Data(folder)
    for number, line in enumerate((folder / f"{unit}.do").read_text(encoding="utf-8").split("\n")[:-1], 1):
        try:
            data.run(line)
        except Refused as refused:
            yield f"{unit}.do:{number}: {refused}"
            break
    yield data


def column_faults(unit, one, data, expected, codebook):
    label, codes = codebook
    cells, label_list = data.columns.get(one, []), data.lists.get(data.list_of.get(one, ""), {})
    texts = list(codes)
    got = {}
    for cell in cells:
        value = texts[cell - 1] if label_list else str(cell)
        got[value] = got.get(value, 0) + 1
    if got != expected:
        yield f"{unit}.{one}: {len(got)} values, not as the file has them"
    if label_list and list(label_list.values()) != list(codes.values()):
        yield f"{unit}.{one}: labels of codes are not those of the codebook"
    if data.labels.get(one) != label[:LABEL_CHARACTERS]:
        yield f"{unit}.{one}: its label is not that of the codebook"


def check(folder, expected, language):
    faults, values, codebook = [], 0, codebook_reading.labels(folder, language)
    for unit, columns in expected.items():
        *refused, data = carry_out(folder, unit)
        faults += refused
        for one in filter(None, columns):
            values += len(columns[one])
            faults += column_faults(unit, one, data, columns[one], codebook[unit][one])
    return faults, f"{values} frequencies"
