#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sanaq {

/// Who a member of staff is. Each account has one role and one territory.
enum class Role {
  bureau,         // the statistics bureau: the whole country
  department,     // department of statistics of a region
  authorised,     // authorised person in a district
  commission,     // member of a census commission: sees progress, no cases
  operator_1446,  // call centre
  instructor,     // instructor-controller: the interviewers of an area
  institution,    // responsible employee of one institution: its people, nothing else
};

std::string_view to_string(Role role);
std::optional<Role> parse_role(std::string_view text);

/// What a person may do.
enum class Permission {
  view_progress,
  view_conflicts,
  resolve_conflicts,
  view_audit,
  set_demo_clock,
  publish_tables,
  manage_tablets,
  view_pictures,  // of households and buildings
  key_in_paper,   // types what came on paper, and cannot read it afterwards
  manage_equipment,
  hold_equipment,       // has things of the census, and signs the acts about them
  view_staff,           // people of the census in the territory
  manage_staff,         // takes them on, trains them, ends their work
  view_institutions,    // figures of institutions
  manage_institutions,  // registers them, appoints employees, decides about lists
  keep_institution,     // the employee's own front
  code_texts,           // says what typed answers mean; sees neither who wrote them nor where
  review_coverage,      // says whether two people of survey and census are one; sees facts, no names
  view_protected,       // institutions whose address is hidden: by account, not by role
};

std::string_view to_string(Permission permission);

}  // namespace sanaq
