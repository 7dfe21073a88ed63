"""The households of tools/make_questionnaire_specimens.py: what is unlike the likely answer, nothing else.

A household is (people, dwelling): each person a dict of answers in the order of the list, the dwelling a dict.
"""
IIN_1904_MAN = "040229300032"  # digits of 29.02.1904, male


def alone(**wishes):
    return [wishes], {}


def home(**dwelling):
    return [{}], dwelling


def couple(head=None, wife=None, children=(), dwelling=None):
    man = {"spouse_no": "2", "birth_date": "1985-04-12"} | (head or {})
    woman = {"sex": "2", "birth_date": "1987-06-20", "relation_to_head": "2", "spouse_no": "1"} | (wife or {})
    if children and "children_born" not in woman:
        woman |= {"children_born": str(len(children)), "first_child_birth": min(c["birth_date"] for c in children)[:7]}
    return [man, woman, *children], dwelling or {}


def child(birth, sex="1", **wishes):
    return {"relation_to_head": "3", "birth_date": birth, "sex": sex, "father_no": "1", "mother_no": "2"} | wishes


def visitor(**wishes):
    return {"presence": "3", "relation_to_head": "10", "birth_date": "1990-01-15"} | wishes


def away(**wishes):
    return {"presence": "2", "relation_to_head": "5", "birth_date": "1990-01-15"} | wishes


def with_head(*others, head=None, **dwelling):
    return [head or {}, *others], dwelling


def pair(**second):
    """The likely man and one more person who is no spouse."""
    return with_head({"birth_date": "1988-02-03"} | second)


WOMAN = {"sex": "2", "birth_date": "1984-05-05"}
WIDOW = WOMAN | {"birth_date": "1952-03-03", "marital_status": "3"}
TEEN = {"birth_date": "2005-02-02", "sex": "1"}
HEAD_AND_TEEN = {"relation_to_head": "10"} | TEEN
RURAL = {"region": "190000000", "district": "196200000", "okrug": "196233000", "settlement": "196233100",
         "street": None, "flat": None, "dwelling_type": "1", "wall_material": "9", "gas": "2", "cooking_fuel": "3",
         "heating": "3", "water_supply": "2", "hot_water": "2", "sewerage": "2", "toilet": "2", "bath": "2",
         "communications": "2 4", "total_area": "90", "living_area": "64", "rooms": "4"}
FOREIGNER = {"has_iin": "2", "document_kind": "1", "citizenship": "2", "birth_place": "3", "ethnicity": "103",
             "native_language": "uz"}

# Nobody gave a number: mother, father and spouse are filled in from the relation to the person listed first.
UNNUMBERED = {"mother_no": None, "father_no": None, "spouse_no": None}
NO_PARENTS = {"mother_no": None, "father_no": None}

CLEAN = {
    "single_man": alone(),
    "single_woman_student": alone(sex="2", birth_date="2000-11-30", studying="4", education="7", livelihood="6 7",
                                  worked_last_week="2", job_search="3", birth_place="2", resident_since_year="2018",
                                  languages_known="kk ru en", income="3"),
    "couple": couple(dwelling={"region": "110000000", "district": "111000000", "okrug": "111010000"}),
    "family_of_five": couple(children=(child("2010-05-01"), child("2014-09-09", "2"), child("2021-08-31", "2"))),
    "numbers_filled_in": (
        [UNNUMBERED | {"marital_status": "2"},
         UNNUMBERED | {"sex": "2", "birth_date": "1987-06-20", "relation_to_head": "2", "marital_status": "2",
                       "children_born": "1", "first_child_birth": "2012-02"},
         child("2012-02-02", **NO_PARENTS),
         UNNUMBERED | {"sex": "2", "birth_date": "1957-01-01", "relation_to_head": "4", "marital_status": "2",
                       "children_born": "2", "first_child_birth": "1985-04"},
         UNNUMBERED | {"birth_date": "1955-01-01", "relation_to_head": "4", "marital_status": "2"},
         UNNUMBERED | {"sex": "2", "birth_date": "1990-01-01", "relation_to_head": "5"},
         UNNUMBERED | {"sex": "2", "birth_date": "1960-01-01", "relation_to_head": "6", "marital_status": "3",
                       "children_born": "1", "first_child_birth": "1987-06"}], {}),
    "three_generations_of_eight": (
        [{"birth_date": "1956-01-01", "spouse_no": "2", "livelihood": "4"},
         {"sex": "2", "birth_date": "1958-02-02", "relation_to_head": "2", "spouse_no": "1", "children_born": "2",
          "first_child_birth": "1980-07", "livelihood": "4", "worked_last_week": "2", "job_search": "5"},
         {"birth_date": "1980-07-07", "relation_to_head": "3", "father_no": "1", "mother_no": "2", "spouse_no": "4"},
         {"sex": "2", "birth_date": "1983-08-08", "relation_to_head": "7", "spouse_no": "3", "children_born": "3",
          "first_child_birth": "2006-05", "marriage_order": "1"},
         {"birth_date": "2006-05-05", "relation_to_head": "9", "father_no": "3", "mother_no": "4"},
         {"sex": "2", "birth_date": "2011-06-06", "relation_to_head": "9", "father_no": "3", "mother_no": "4"},
         {"birth_date": "2016-12-12", "relation_to_head": "9", "father_no": "3", "mother_no": "4"},
         {"sex": "2", "birth_date": "1935-10-10", "relation_to_head": "4", "marital_status": "3",
          "children_born": "5", "first_child_birth": "1955-11", "difficulty_walking": "3", "livelihood": "4"}],
        RURAL),
    "foreigner_without_iin": with_head({"relation_to_head": "11"} | FOREIGNER),
    "stateless_without_iin": alone(has_iin="2", document_kind="3", document_country="KAZ", citizenship="3",
                                   birth_place="3", native_language="ru"),
    "newborn_without_iin": couple(children=(child("2021-08-31", has_iin="2", document_kind="8"),)),
    "temporarily_absent": with_head(
        {"relation_to_head": "5", "birth_date": "2000-01-01", "presence": "2", "absence_reason": "1",
         "absence_place": "3", "absence_months": "24", "studying": "4", "worked_last_week": "2", "job_search": "3",
         "livelihood": "7", "income": "1"},
        region="110000000", district="113800000", okrug="113820100", flat=None, dwelling_type="2"),
    "temporary_visitors": with_head(visitor(), visitor(usual_country="RUS", citizenship="2", citizenship_country="RUS",
                                                       visit_purpose="3", stay_months="0", sex="2"),
                                    visitor(usual_region="190000000", usual_district="196200000",
                                            usual_okrug="196233000", usual_settlement="196233100")),
    "all_refusals": alone(sex="2", birth_date="1984-05-05", ethnicity="REFUSED", religion="6", children_born="REFUSED",
                          children_planned="REFUSED", covid_had="REFUSED", vaccinated="REFUSED",
                          plans_leave="REFUSED"),
    "institution": ([{"birth_date": "1949-01-01", "livelihood": "9", "worked_last_week": "2", "job_search": "5"},
                     {"birth_date": "1951-01-01", "sex": "2", "livelihood": "9", "children_born": "0"}],
                    {"premises_type": "2", "dwelling_type": "9", "flat": None}),
    "without_fixed_abode": alone(livelihood="10", worked_last_week="2", job_search="7", income="2")[:1] + (
        {"premises_type": "4", "street": None, "house": None, "flat": None},),
    "moved_in_last_year": alone(birth_place="2", resident_since_year="2021", year_ago_place="2",
                                native_language="other",
                                languages_known="kk other", religion="5", ethnicity="999", plans_leave="1",
                                workplace="3"),
    "widow": ([WIDOW | {"children_born": "2", "livelihood": "4", "studying": "5"}], RURAL | {"rooms": "2"}),
}

CASES = {
    # premises and dwelling
    "address_without_house": home(house=None),
    "flat_without_number": home(flat=None),
    "institution_dwelling_type": home(premises_type="2", dwelling_type="3"),
    "private_dwelling_type": home(dwelling_type="8"),
    "nonresidential_as_flat": home(premises_type="3"),
    "living_area_within_total": home(total_area="40", living_area="42"),
    "rooms_too_small": home(rooms="12", total_area="64", living_area="42"),
    "rooms_too_large": home(rooms="1", total_area="300", living_area="200"),
    "area_per_person": with_head({}, {}, total_area="5", living_area="5", rooms="1"),
    "people_per_room": with_head(*[{}] * 6, total_area="30", living_area="20", rooms="1"),
    "part_of_room_in_own_house": home(rooms="0"),
    "households_and_rooms": home(rooms="1", household_count="3", total_area="30", living_area="20"),
    "panel_walls_before_1957": home(construction_period="1"),
    "flat_of_reed": home(wall_material="10"),
    "central_hot_water_without_pipe": home(water_supply="2"),
    "water_heater_without_energy": home(electricity="2", gas="3", heating="1", hot_water="2", communications="2"),
    "flush_toilet_without_drain": home(sewerage="3"),
    "mains_gas_cooker_without_gas": home(gas="2"),
    "bottled_gas_cooker_without_gas": home(gas="3", cooking_fuel="3"),
    "fixed_internet_without_electricity": home(electricity="2"),
    # the household as a whole
    "household_has_one_head": with_head(head={"relation_to_head": "11"}),
    "members_counted": home(household_size="3"),
    "only_visitors": ([visitor(relation_to_head="1")], {}),
    "only_children": ([TEEN | {"birth_date": "2004-02-02"}], {}),
    # relation to the person listed first
    "head_listed_first": ([{"relation_to_head": "11"}, {"relation_to_head": "1"}], {}),
    "head_under_15": ([{"birth_date": "2010-02-02"}, {"birth_date": "1980-02-02"}], {}),
    "head_is_visitor": ([visitor(relation_to_head="1"), {}], {}),
    "spouse_of_head_under_15": ([{"spouse_no": "0"},
                                {"sex": "2", "birth_date": "2007-05-05", "relation_to_head": "2"}],
                                {}),
    "child_of_head_too_old": pair(relation_to_head="3"),
    "parent_of_head_too_young": pair(relation_to_head="4"),
    "sibling_of_head_age_gap": pair(relation_to_head="5", birth_date="2021-01-02"),
    "parent_in_law_too_young": pair(relation_to_head="6"),
    "child_in_law_under_15": pair(relation_to_head="7", birth_date="2009-01-02"),
    "grandparent_of_head_too_young": pair(relation_to_head="8", birth_date="1965-01-02"),
    "grandchild_of_head_too_old": pair(relation_to_head="9", birth_date="2000-01-02"),
    # parents and spouses by number
    "own_mother": pair(sex="2", mother_no="2"),
    "own_father": pair(father_no="2"),
    "own_spouse": pair(spouse_no="2"),
    "mother_age_gap": with_head(WOMAN | {"relation_to_head": "11"}, {"birth_date": "1994-01-01", "mother_no": "2"}),
    "father_age_gap": pair(father_no="1"),
    "mother_age_at_birth": with_head(WOMAN | {"birth_date": "1955-01-01"},
                                     {"birth_date": "2012-01-01", "mother_no": "2"}),
    "mother_is_a_woman": with_head({"birth_date": "2012-01-01", "mother_no": "1"}),
    "father_is_a_man": with_head({"birth_date": "2012-01-01", "father_no": "1"}, head=WOMAN),
    "child_of_head_parent_number": with_head({"birth_date": "2012-01-01", "relation_to_head": "3", "father_no": "0",
                                              "mother_no": "0"}),
    "spouse_points_back": couple(head={"spouse_no": "0"}),
    "spouse_of_same_sex": couple(wife={"sex": "1"}),
    "spouse_is_married": couple(wife={"marital_status": "4"}),
    "spouse_age_gap": ([{"birth_date": "1944-01-01", "spouse_no": "2"},
                        {"sex": "2", "birth_date": "1987-06-20", "relation_to_head": "2", "spouse_no": "1"}], {}),
    "spouse_of_head_number": couple(head={"spouse_no": "0"}, wife={"spouse_no": "0", "marital_status": "1"}),
    "spouse_is_a_parent": ([{"birth_date": "1970-01-01", "spouse_no": "2"},
                            {"sex": "2", "birth_date": "1990-06-20", "relation_to_head": "2", "spouse_no": "1",
                             "father_no": "1"}], {}),
    # identity
    "born_after_census_moment": couple(children=(child("2021-09-01", identity_confirmed="1"),),
                                       wife={"children_born": "1", "first_child_birth": "2021-08"}),
    "older_than_120": alone(birth_date="1900-03-03"),
    "identity_not_confirmed": alone(identity_confirmed="2"),
    "iin_repeated": with_head({"iin": "950517501009"}, head={"iin": "950517501009"}),
    "iin_birth_date_differs": alone(iin=IIN_1904_MAN),
    "iin_sex_differs": alone(iin=IIN_1904_MAN, sex="2", birth_date="1904-02-29", marital_status="3", livelihood="4"),
    "adult_citizen_without_iin": alone(has_iin="2", document_kind="6", document_country="KAZ"),
    "citizen_with_foreign_document": with_head({"birth_date": "2012-01-01", "has_iin": "2", "document_kind": "1"}),
    "stateless_certificate": alone(has_iin="2", document_kind="3", document_country="KAZ", citizenship="2",
                                   citizenship_country="UZB"),
    "passport_of_another_country": alone(has_iin="2", document_kind="1", document_country="RUS", citizenship="2",
                                         citizenship_country="UZB"),
    # away, visiting
    "away_longer_than_life": with_head(away(birth_date="2021-03-03", absence_reason="3", absence_months="8",
                                            relation_to_head="10")),
    "away_in_country_over_a_year": with_head(away(absence_months="20")),
    "abroad_over_a_year": with_head(away(absence_place="3", absence_months="20")),
    "army_age": with_head(away(absence_reason="4", birth_date="2006-01-01")),
    "prison_age": with_head(away(absence_reason="6", birth_date="2010-01-01")),
    "visitor_over_a_year": with_head(visitor(stay_months="12")),
    "visit_longer_than_life": with_head(visitor(birth_date="2021-03-03", stay_months="8")),
    "visitor_lives_here": with_head(visitor(usual_region="750000000", usual_district="751110000")),
    "working_visitor_age": with_head(visitor(birth_date="2012-01-01", visit_purpose="1")),
    "studying_visitor_age": with_head(visitor(birth_date="2019-01-01", visit_purpose="2")),
    # migration
    "resident_before_birth": alone(birth_place="2", resident_since_year="1984"),
    "resident_after_census": alone(birth_place="2", resident_since_year="2022"),
    "arrived_before_birth": alone(lived_abroad="1", arrival_year="1984"),
    "arrived_after_census": alone(lived_abroad="1", arrival_year="2022"),
    "arrived_after_settling": alone(birth_place="3", resident_since_year="2010", arrival_year="2015"),
    "born_abroad_never_lived_abroad": alone(birth_place="3", lived_abroad="2"),
    "infant_lived_abroad": with_head({"birth_date": "2021-03-03", "relation_to_head": "10", "lived_abroad": "1",
                                      "arrival_year": "2021"}),
    # languages, education
    "native_language_not_known": alone(languages_known="ru"),
    "basic_secondary_age": pair(birth_date="2010-01-01", education="3"),
    "general_secondary_age": pair(birth_date="2008-01-01", education="4"),
    "vocational_age": with_head(HEAD_AND_TEEN | {"birth_date": "2006-01-01", "education": "5"}),
    "higher_education_age": with_head(HEAD_AND_TEEN | {"birth_date": "2003-01-01", "education": "8"}),
    "postgraduate_age": with_head(HEAD_AND_TEEN | {"birth_date": "2001-01-01", "education": "9"}),
    "adult_without_education": alone(education="1"),
    "kindergarten_age": alone(studying="1"),
    "school_age": alone(studying="2"),
    "college_age": pair(birth_date="2009-01-01", studying="3"),
    "university_age": pair(birth_date="2007-01-01", studying="4"),
    "university_without_school": alone(studying="4", education="3"),
    "child_out_of_school": pair(birth_date="2011-01-01", studying="5"),
    # marriage and children
    "married_under_16": with_head(HEAD_AND_TEEN | {"birth_date": "2006-01-01", "marital_status": "2"}),
    "first_marriage_in_future": alone(marital_status="4", first_marriage_age="40"),
    "first_marriage_too_early": alone(marital_status="4", first_marriage_age="14"),
    "living_children_within_born": alone(**WOMAN, children_born="1", children_living="2"),
    "many_children": alone(**WIDOW, children_born="17", livelihood="4"),
    "children_for_age": alone(sex="2", birth_date="2003-05-05", children_born="6", first_child_birth="2016-05"),
    "first_birth_too_early": alone(**WOMAN, children_born="1", first_child_birth="1995-05"),
    "first_birth_too_late": alone(**(WIDOW | {"birth_date": "1945-03-03"}), children_born="1",
                                  first_child_birth="2005-03"),
    "first_birth_after_census": alone(**WOMAN, children_born="1", first_child_birth="2021-10"),
    "births_too_close": alone(**WOMAN, children_born="7", first_child_birth="2019-10"),
    # livelihood and work
    "main_livelihood_among_them": alone(livelihood="1 8", main_livelihood="3"),
    "earning_child": pair(birth_date="2011-01-01", livelihood="2"),
    "young_pensioner": alone(livelihood="1 4"),
    "stipend_without_study": alone(livelihood="1 6"),
    "wage_without_income": alone(income="1"),
    "minor_high_income": with_head(HEAD_AND_TEEN | {"income": "9"}),
    "dependant_high_income": alone(livelihood="7", income="9", worked_last_week="2", job_search="4"),
    "employee_without_wage": alone(livelihood="8"),
    "working_over_85": alone(birth_date="1930-01-01", livelihood="1 4", worked_last_week="1"),
    "minor_employer": with_head(HEAD_AND_TEEN | {"worked_last_week": "1", "employment_status": "2"}),
    "soldier_age": with_head(HEAD_AND_TEEN | {"worked_last_week": "1", "livelihood": "1", "income": "3",
                                              "occupation": "03"}),
    "doctor_education": alone(occupation="221", education="4"),
    "retired_young": alone(worked_last_week="2", job_search="5"),
    "studying_without_school": alone(worked_last_week="2", job_search="3"),
    "long_way_to_work": alone(commute_minutes="200"),
}
