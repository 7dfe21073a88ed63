#pragma once
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/civil_date.h"
#include "base/instant.h"
#include "edition/channel.h"
#include "edition/equipment_rules.h"
#include "edition/institution_kind.h"
#include "edition/staff_rules.h"

namespace sanaq {

/// One census as data: everything that differs between two censuses, or two countries, and is no
/// questionnaire. Read from `editions/<name>/edition.toml` by adapters/edition_files.
struct Edition {
  std::string name;                          // "kz-2021"
  std::map<std::string, std::string> title;  // by language
  std::vector<std::string> languages;        // order in which people are offered them
  UtcInstant census_moment;
  CivilDate census_date;  // day of the census moment on the wall of the edition's capital
  int zone_minutes = 0;   // offset of the census moment as written, for showing times to people
  std::string zone_name;  // of the tz database, where a day of the census begins
  std::vector<ChannelDecision> decisions;
  std::string form_path;  // folder or workbook of the household questionnaire, below the edition's folder
  std::string codelists_path;
  std::string tables_path;
  std::string explanations_path;  // how to fill in the questionnaire; empty: the edition tells nothing
  std::string territory_list =
      "kato";  // codelist of territories, with a column `parent` and a column `level`
  std::vector<std::string> document_kinds;
  std::vector<std::string>
      permanent_groups;           // codes of the concept `population_group` that mean a permanent resident
  int second_keying_percent = 0;  // of paper questionnaires: keyed twice, by two people
  int silent_days = 3;            // a tablet that did not call for so long is silent
  int visit_far_metres = 200;     // a visit noted farther from its dwelling is looked at
  int suppression_threshold = 1;  // cells with 1..threshold respondents are confidential
  EquipmentRules equipment;
  std::vector<RoleRules> roles;
  StaffRules staff;  // without codes when the edition takes nobody on
  InstitutionRules institutions;
};

/// Title in a language; in the first language of the edition when that one is missing.
std::string_view edition_title(const Edition& edition, std::string_view language);

}  // namespace sanaq
