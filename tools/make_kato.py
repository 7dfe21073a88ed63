#!/usr/bin/env python3
"""Makes the list file of territories from a classifier with columns code, parent, level, name_kk, name_ru.

    python3 tools/make_kato.py SOURCE.csv editions/kz-2021/codelists/kato.csv

Kazakh names that the source lacks are built from the Russian proper name with the Kazakh word for the kind of
place, and marked `from_ru` in the column label_kk_origin. English names are romanised letter by letter: from
Kazakh where the source has a Kazakh name, else from Russian. The tables below are the whole of the rule.
"""
import csv
import re
import sys

# Letters: BGN/PCGN for Russian with ы, й as y; the Kazakh letters as in English-language official names (Qostanay is
# written Kostanay): қ k, ғ g, ң ng, ө o, ұ ү u, ә a, і i, һ h.
LETTERS = dict(zip("абвгдзийклмнопрстуфыэ", "abvgdziyklmnoprstufye")) | {
    "е": "e", "ё": "yo", "ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ь": "",
    "ю": "yu", "я": "ya", "ә": "a", "ғ": "g", "қ": "k", "ң": "ng", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "і": "i"}
# Latin letters that stand for Cyrillic ones in the source.
LOOK_ALIKE = str.maketrans("AaBCcEeHKMOoPpTXxy", "АаВСсЕеНКМОоРрТХху")
WRONG_PAGE = str.maketrans("Ќќў", "Ққұ")
REGIONS_EN = {
    "11": "Akmola region", "15": "Aktobe region", "19": "Almaty region", "23": "Atyrau region",
    "27": "West Kazakhstan region", "31": "Zhambyl region", "35": "Karaganda region", "39": "Kostanay region",
    "43": "Kyzylorda region", "47": "Mangystau region", "55": "Pavlodar region", "59": "North Kazakhstan region",
    "61": "Turkestan region", "63": "East Kazakhstan region", "71": "Nur-Sultan city", "75": "Almaty city",
    "79": "Shymkent city"}
# Kind of place: Russian sign at the front, Kazakh and English words behind the name, urban or rural.
KINDS = {
    "г.": ("қаласы", "town", "urban"), "п.": ("кенті", "settlement", "urban"), "с.": ("ауылы", "village", "rural"),
    "ст.": ("станциясы", "station", "rural"), "рзд.": ("разъезі", "railway siding", "rural"),
    "зимовка ": ("қыстауы", "winter camp", "rural"), "уч.": ("учаскесі", "plot", "rural"),
    "отг.": ("шалғайы", "distant pasture", "rural"), "ферма ": ("фермасы", "farm", "rural"),
    "точка ": ("нүктесі", "outpost", "rural"), "район ": ("ауданы", "district", "urban")}
# Kind of okrug: Russian sign behind (or in front of) the name.
OKRUGS = {
    "с.о.": ("ауылдық округі", "rural okrug"), "с.о": ("ауылдық округі", "rural okrug"),
    "п.а.": ("кент әкімдігі", "settlement administration"), "с.а.": ("ауыл әкімдігі", "village administration"),
    "г.а.": ("қала әкімдігі", "town administration"), "р.а.": ("аудан әкімдігі", "district administration")}


def romanise(text):
    out = []
    for n, letter in enumerate(text):
        latin = LETTERS.get(letter.lower(), letter)
        out.append(latin.capitalize() if letter.isupper() and latin else latin)
    return "".join(out)


def fold(text):
    """Latin look-alikes inside Cyrillic words become Cyrillic, letters of a wrong code page become Kazakh."""
    if re.search("[А-Яа-я]", text):
        text = text.translate(LOOK_ALIKE)
    text = text.translate(WRONG_PAGE).replace('"', " ")
    return re.sub(r"\s+", " ", text).strip()


def second_level(kk):
    for suffix, english in ((" ауданы", " district"), (" Қ.Ә.", " city administration")):
        if kk.endswith(suffix):
            return romanise(kk[:-len(suffix)]) + english
    return romanise(kk)


def lower_level(ru, level):
    """Kazakh and English name and the type of settlement from the Russian name."""
    if level == "3":
        for sign, (kk, en) in OKRUGS.items():
            if ru.endswith(" " + sign) or ru.startswith(sign):
                name = (ru[:-len(sign)] if ru.endswith(sign) else ru[len(sign):]).strip()
                return f"{name} {kk}", f"{romanise(name)} {en}", ""
    for sign, (kk, en, kind) in KINDS.items():
        if ru.startswith(sign):
            name = ru[len(sign):].strip()
            return f"{name} {kk}", f"{romanise(name)} {en}", kind
    return ru, romanise(ru), "rural" if level == "4" else ""


def make(rows):
    for row in rows:
        ru, kk, level = fold(row["name_ru"]), fold(row["name_kk"]), row["level"]
        ru = re.sub(r" Г\.А\.$", " г.а.", re.sub(r"^Район ", "район ", ru))
        ru = re.sub(r"^(г|п|с)\. ", r"\1.", ru)
        city = row["code"][:2] in ("71", "75", "79")
        if level == "1":
            en, kind, origin = REGIONS_EN[row["code"][:2]], "", "source"
        elif level == "2":
            en, kind, origin = second_level(kk), "urban" if city else "", "source"
        else:
            made, en, kind = lower_level(ru, level)
            kk, origin = (kk, "source") if kk else (made, "from_ru")
        yield [row["code"], row["parent"], level, kk, ru, en, kind, origin]


def main(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    with open(target, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow("name parent level label_kk label_ru label_en settlement_type label_kk_origin".split())
        out.writerows(make(rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
