#pragma once
#include <string>
#include <vector>

#include "base/result.h"
#include "casework/identifiers.h"
#include "questionnaire/form.h"

namespace sanaq {

/// Names in the column `concept` of a form (or, where no question has the concept, names of questions) by
/// which casework finds what it needs; an edition may name others.
struct ConceptNames {
  std::string territory = "territory";  // outside lists: code of the territory the household lives in
  std::string dwelling =
      "dwelling";  // outside lists: dwelling of the frame; empty when the address was typed
  std::string street = "street", house = "house", building = "building", flat = "flat";  // outside lists
  std::string document_kind = "document_kind", document_number = "document_number",
              document_country = "document_country";  // of a person without IIN
  std::string sex = "sex", birth_date = "birth_date", residence = "population_group";  // shown in a conflict
};

/// Where the facts about one person stand in a list of persons; no_node where the form does not ask.
struct PersonPlan {
  NodeIndex list = no_node;
  NodeIndex iin = no_node;
  NodeIndex document_kind = no_node, document_number = no_node, document_country = no_node;
  NodeIndex phone = no_node;
  std::vector<NodeIndex> names;  // in the order of the form
  NodeIndex sex = no_node, birth_date = no_node, residence = no_node;
};

/// What submission needs to know of a form; made once a form.
struct SubmissionPlan {
  FormRef form;
  std::vector<PersonPlan>
      persons;  // lists in which a question has personal kind `iin` or `document`, in form order
  NodeIndex territory = no_node, dwelling = no_node;
  NodeIndex street = no_node, house = no_node, building = no_node, flat = no_node;
  std::vector<NodeIndex> outside;                 // questions outside lists, in form order
  std::vector<NodeIndex> lists;                   // all lists, in form order
  std::vector<std::vector<NodeIndex>> questions;  // of each of `lists`
  std::vector<NodeIndex> pictures;                // questions for a picture, in form order

  /// Errors: "plan.persons" (no list of persons with IIN or document), "plan.concept" (a concept stands at
  /// two questions of one level, or in the wrong place; detail names it).
  static Result<SubmissionPlan> make(const Form& form, const ConceptNames& concepts = {});
};

/// The territory of a level (value of the column `level`) a code lies in, by the column `parent`; the code
/// itself when it has that level. Empty when the code is unknown or lies above the level.
std::string_view territory_of_level(const Codelist& territories, std::string_view code,
                                    std::string_view level);

/// First 8 bytes of a SHA-256 over what coded answers depend on: names, kinds, types, lists, codes and their
/// order. Labels do not count.
std::uint64_t form_fingerprint(const Form& form);

}  // namespace sanaq
