#pragma once
#include <string>

#include "equipment/holding.h"
#include "sanaq/office/office_frame.h"

namespace sanaq {

/// Where words come from. Everything outlives it.
struct Vocabulary {
  Vocabulary(const Office& office)  // NOLINT: implicit by design, pages hand themselves in
      : edition(office.edition), territories(office.territories), texts(office.texts) {}
  Vocabulary(const Edition& its_edition, const Codelist& its_territories, const Messages& its_texts)
      : edition(its_edition), territories(its_territories), texts(its_texts) {}
  const Edition& edition;
  const Codelist& territories;
  const Messages& texts;
};

// How acts and holders are called, in the language of a visit or a document.

/// Of an office: its name with the territory's; of a person or a firm: the name.
std::string shown_holder(const Vocabulary& words, std::string_view language, const equipment::Holder& holder);
std::string shown_party(const Vocabulary& words, std::string_view language, const equipment::Party& party);
/// The same with the kind of holder before it, for lists.
std::string told_holder(const Vocabulary& words, std::string_view language, const equipment::Holder& holder);
std::string shown_kind(const Vocabulary& words, std::string_view language, const std::string& kind);
std::string shown_condition(const Vocabulary& words, std::string_view language,
                            equipment::Condition condition);
std::string shown_standing(const Vocabulary& words, std::string_view language, equipment::Standing standing);
std::string shown_act_kind(const Vocabulary& words, std::string_view language, equipment::ActKind kind);
std::string shown_act_state(const Vocabulary& words, std::string_view language, equipment::ActState state);
/// What is wrong, in words; the detail of an error names a kind and a serial number.
std::string shown_refusal(const Vocabulary& words, std::string_view language, const Error& error);
/// True for what somebody typed or may not do, false for trouble of the machine.
bool is_refusal(const Vocabulary& words, const Error& error);

}  // namespace sanaq
