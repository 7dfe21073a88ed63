#!/usr/bin/env python3
"""Writes the specimens of the kz-2021 questionnaire: clean households, and one household a rule that breaks only it.

    python3 tools/make_questionnaire_specimens.py specimens/questionnaires/kz-2021

A household is built by asking the questions in the order of the form with a likely answer for each, so that what is
written is on the path; a specimen of a rule changes the few answers that the rule is about. All people are invented,
and every IIN has the digits of a birth in 2090-2099 (two rules need digits of 1904), so it is nobody's number.
"""
import json
import pathlib
import sys

from specimen_cases import CASES, CLEAN

CENSUS = (2021, 9, 1)
EMPLOYED_DEFAULTS = {"employment_status": "1", "occupation": "522", "activity": "47", "workplace": "2"}


def iin(serial, sex, date="950517", century=None):
    """The first number with a usable check digit at or after this serial."""
    while True:
        body = date + (century or ("5" if sex == "1" else "6")) + f"{serial:04d}"
        for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
            check = sum(int(d) * w for d, w in zip(body, weights)) % 11
            if check < 10:
                return body + str(check)
        serial += 1


def age(birth):
    year, month, day = map(int, birth.split("-"))
    return CENSUS[0] - year - ((CENSUS[1], CENSUS[2]) < (month, day))


class Sheet:
    """Answers in the order of the form; a wish of the case wins over the likely answer, None leaves a question out."""

    def __init__(self, wishes):
        self.wishes, self.answers, self.refused = dict(wishes), {}, []

    def ask(self, name, likely):
        value = self.wishes.pop(name, likely)
        if value == "REFUSED":
            self.refused.append(name)
            return None
        if value is not None:
            self.answers[name] = value
        return value

    def done(self):
        if self.wishes:
            raise SystemExit(f"not on the path: {sorted(self.wishes)}")


def premises(wishes, size):
    s = Sheet(wishes)
    region = s.ask("region", "750000000")
    s.ask("district", "751110000")
    if region[:2] not in ("71", "75", "79"):
        okrug = s.ask("okrug", None)
        if okrug and okrug.endswith("000") and okrug[4:6] != "10":
            s.ask("settlement", None)
    s.ask("street", "Абай даңғылы")
    s.ask("house", "12")
    s.ask("building", None)
    s.ask("flat", "7")
    kind = s.ask("premises_type", "1")
    private = kind in ("1", "3")
    if private:
        s.ask("household_count", "1")
        s.ask("household_size", str(size))
    dwelling = s.ask("dwelling_type", "3") if kind != "4" else None
    if dwelling is None or dwelling == "10":
        return s
    s.ask("construction_period", "3")
    s.ask("wall_material", "2")
    if private:
        if s.ask("tenure", "1") != "1":
            s.ask("tenure_terms", "1")
        s.ask("rooms", "3")
        s.ask("total_area", "64.5")
        s.ask("living_area", "42")
    if s.ask("electricity", "1") == "1":
        s.ask("cooking_fuel", "2")
    for name, likely in (("gas", "1"), ("heating", "1"), ("water_supply", "1"), ("hot_water", "1"), ("sewerage", "1"),
                         ("toilet", "1"), ("bath", "1")):
        s.ask(name, likely)
    if private:
        s.ask("communications", "2 3 4")
    s.ask("waste_collection", "1")
    return s


def roster(s, number, private):
    sex = s.wishes.get("sex", "1")
    s.ask("surname", "Үлгібай" if sex == "1" else "Үлгібаева")
    s.ask("given_name", f"Адам{number}")
    s.ask("patronymic", None)
    if s.ask("has_iin", "1") == "1":
        s.ask("iin", iin(number * 7, sex))
    elif s.ask("document_kind", "1") != "8":
        s.ask("document_number", f"N{number:07d}")
        s.ask("document_country", "UZB")
    if private:
        s.ask("relation_to_head", "1" if number == 1 else "11")
    s.ask("sex", "1")
    s.ask("birth_date", "1985-04-12")
    return s.ask("presence", "1")


def absence(s):
    reason = s.ask("absence_reason", "2")
    place = s.ask("absence_place", "2")
    if place == "2":
        s.ask("absence_region", "710000000")
    if place == "3":
        s.ask("absence_country", "RUS")
    months = int(s.ask("absence_months", "2"))
    return not (place == "3" and months >= 12 and reason not in ("1", "4"))


def family(s, years):
    s.ask("mother_no", "0")
    s.ask("father_no", "0")
    if years >= 15:
        s.ask("spouse_no", "0")


def visitor(s):
    if s.ask("usual_country", "KAZ") == "KAZ":
        s.ask("usual_region", "710000000")
        s.ask("usual_district", "711210000")
        s.ask("usual_okrug", None)
        s.ask("usual_settlement", None)
    s.ask("visit_purpose", "5")
    s.ask("stay_months", "1")


def origin_and_moves(s, years, born):
    s.ask("identity_confirmed", "1")
    place = s.ask("birth_place", "1")
    if place == "2":
        s.ask("birth_region", "190000000")
    if place == "3":
        s.ask("birth_country", "UZB")
    else:
        s.ask("birth_settlement_type", "1")
    since_birth = place == "1" and s.ask("lives_since_birth", "1") == "1"
    if not since_birth:
        since = s.ask("resident_since_year", str(max(born, 2010)))
        if s.ask("previous_place", "2" if place == "3" else "1") == "1":
            s.ask("previous_region", "190000000")
        else:
            s.ask("previous_country", "UZB")
        if years >= 1 and int(since) >= CENSUS[0] - 1:
            there = s.ask("year_ago_place", "1")
            if there == "2":
                s.ask("year_ago_region", "190000000")
            if there == "3":
                s.ask("year_ago_country", "UZB")
    if s.ask("lived_abroad", "1" if place == "3" else "2") == "1":
        s.ask("abroad_country", "UZB")
        s.ask("arrival_year", str(max(born, 2010)))
        s.ask("move_reason", "4")


def culture(s, years):
    if s.ask("ethnicity", "101") == "999":
        s.ask("ethnicity_other", "арғын")
    if s.ask("religion", "1") == "5":
        s.ask("religion_other", "бахаи")
    native = s.ask("native_language", "kk")
    if native == "other":
        s.ask("native_language_other", "hy")
    if years >= 5:
        known = s.ask("languages_known", "kk ru" if native == "kk" else f"kk {native}")
        if "other" in known.split():
            s.ask("languages_other", "суахили")
        for code in known.split():
            s.ask("lang_level_" + code, "1")


def learning(s, years):
    if years >= 6:
        likely = "1" if years < 11 else "2" if years < 16 else "3" if years < 18 else "4" if years < 20 else "5"
        if s.ask("education", likely) in ("5", "6", "8", "9"):
            s.ask("speciality", "041")
    s.ask("studying", "1" if years < 6 else "2" if years < 18 else "5")
    if years >= 6:
        s.ask("computer_skill", "1")


def marriage_and_births(s, years, sex, born):
    status = s.ask("marital_status", "2" if int(s.answers.get("spouse_no", "0")) > 0 else "1")
    if status == "2":
        s.ask("marriage_registered", "1")
        s.ask("marriage_order", "1")
    if status != "1":
        s.ask("first_marriage_age", str(min(years, 23)))
    if sex == "2":
        children = s.ask("children_born", "0")
        if children not in (None, "0"):
            s.ask("first_child_birth", f"{born + 24}-03")
            s.ask("children_living", children)
        if years <= 49:
            s.ask("children_planned", "1")


def means_and_health(s, years):
    sources = s.ask("livelihood", "7" if years < 18 else "1" if years < 63 else "4")
    if " " in sources:
        s.ask("main_livelihood", sources.split()[0])
    if years >= 15:
        s.ask("income", "1" if sources == "7" else "5")
        s.ask("pandemic_income", "2")
    s.ask("covid_had", "2")
    if years >= 18:
        s.ask("vaccinated", "1")
    if years >= 5:
        for what in ("seeing", "hearing", "walking", "remembering", "selfcare", "communicating"):
            s.ask("difficulty_" + what, "1")


def work(s, years):
    adult = 18 <= years < 63
    worked = s.ask("worked_last_week", "1" if adult else "2") == "1"
    if not worked and s.ask("job_absent", "2") == "2":
        s.ask("job_search", "3" if years < 18 else "4" if adult else "5")
        return
    for name, likely in EMPLOYED_DEFAULTS.items():
        s.ask(name, likely)
    place = s.answers["workplace"]
    if place == "3":
        s.ask("workplace_region", "190000000")
        s.ask("workplace_district", "196200000")
    if place == "4":
        s.ask("workplace_country", "RUS")
    if place in ("2", "3"):
        s.ask("commute_minutes", "30")


def person(number, wishes, size, private):
    s = Sheet(wishes)
    presence = roster(s, number, private)
    birth, sex = s.answers["birth_date"], s.answers["sex"]
    years, born = age(birth), int(birth[:4])
    counted = presence != "2" or absence(s)
    if size > 1 and private and presence != "3":
        family(s, years)
    if s.ask("citizenship", "1") == "2":
        s.ask("citizenship_country", "UZB")
    if presence == "3":
        visitor(s)
    elif counted:
        resident(s, years, sex, born)
    s.done()
    item = {"id": f"m{number}", "answers": s.answers}
    return item | ({"refused": s.refused} if s.refused else {})


def resident(s, years, sex, born):
    origin_and_moves(s, years, born)
    culture(s, years)
    learning(s, years)
    if years >= 15:
        marriage_and_births(s, years, sex, born)
    means_and_health(s, years)
    if years >= 15:
        work(s, years)
        if s.ask("plans_leave", "2") == "1":
            s.ask("leave_country", "DEU")
            s.ask("leave_reason", "1")


def household(people, dwelling):
    residents = sum(p.get("presence", "1") != "3" for p in people)
    top = premises(dwelling, max(residents, 1))
    top.done()
    private = top.answers["premises_type"] in ("1", "3")
    items = [person(n, p, len(people), private) for n, p in enumerate(people, 1)]
    whole = {"form": "kz-2021", "version": "1", "answers": top.answers, "lists": {"members": items}}
    return whole | ({"refused": top.refused} if top.refused else {})


def write(path, value):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def main(folder):
    target = pathlib.Path(folder)
    for name, (people, dwelling) in CLEAN.items():
        write(target / "_clean" / f"{name}.json", household(people, dwelling))
    for name, (people, dwelling) in CASES.items():
        write(target / name / "answers.json", household(people, dwelling))
        write(target / name / "expected.json", {"findings": [name]})


if __name__ == "__main__":
    main(sys.argv[1])
