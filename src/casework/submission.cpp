#include "casework/submission.h"

#include <algorithm>

#include "base/byte_stream.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t territory_bytes_max = 15;

PersonKey short_key(const Mac& mac) {
  PersonKey key;
  std::copy_n(mac.begin(), key.bytes.size(), key.bytes.begin());
  return key;
}

// Both parts name all lists and items, so that positions mean the same in both.
std::vector<CodedList> lists_of(const Interview& interview, const SubmissionPlan& plan) {
  std::vector<CodedList> lists;
  lists.reserve(plan.lists.size());
  for (const NodeIndex list : plan.lists) {
    CodedList& coded = lists.emplace_back(CodedList{list, {}});
    for (const ItemSlot item : interview.items(list)) coded.item_ids.emplace_back(interview.item_id(item));
  }
  return lists;
}

// Answers apart from identities, coded.
class Splitter final : public AnswerSink {
 public:
  Splitter(const Interview& interview, const SubmissionPlan& plan)
      : Splitter(interview, plan, lists_of(interview, plan)) {}

  void split() {
    interview_.each_answer(plan_.outside, no_item, *this);
    end_scope();
    for (std::size_t i = 0; i < plan_.lists.size(); ++i)
      for (const ItemSlot item : interview_.items(plan_.lists[i])) {
        interview_.each_answer(plan_.questions[i], item, *this);
        end_scope();
      }
  }
  void take(const StandingAnswer& answer) override {
    (interview_.form().nodes[answer.node].personal == Personal::no ? response : identity).add(answer);
  }

  ResponseWriter response, identity;

 private:
  Splitter(const Interview& interview, const SubmissionPlan& plan, const std::vector<CodedList>& lists)
      : response(interview.form(), plan.form.fingerprint, lists),
        identity(interview.form(), plan.form.fingerprint, lists),
        interview_(interview),
        plan_(plan) {}
  void end_scope() {
    response.end_scope();
    identity.end_scope();
  }
  const Interview& interview_;
  const SubmissionPlan& plan_;
};

// Text of an answer on the path; empty when there is none.
std::string answered(const Interview& interview, NodeIndex node, ItemSlot item = no_item) {
  if (node == no_node) return {};
  const Place place{node, item, no_item};
  if (!interview.on_path(place)) return {};
  const bool calculated = interview.form().nodes[node].calculated;
  return interview.text_of(node, calculated ? interview.value(place) : interview.stored(place));
}

std::vector<Finding> open_findings(const Interview& interview) {
  std::vector<Finding> open;
  for (const Finding& finding : interview.findings())
    if (finding.severity == Severity::hard || !finding.passed) open.push_back(finding);
  return open;
}

std::optional<PersonKey> key_of_item(const Interview& interview, const PersonPlan& plan, ItemSlot item,
                                     const KeyedHash& hash) {
  if (const auto iin = Iin::parse(trim(answered(interview, plan.iin, item)))) return person_key(*iin, hash);
  return person_key(answered(interview, plan.document_kind, item),
                    answered(interview, plan.document_number, item),
                    answered(interview, plan.document_country, item), hash);
}

std::vector<MemberClaim> claims_of(const Interview& interview, const SubmissionPlan& plan,
                                   const KeyedHash& hash) {
  std::vector<MemberClaim> claims;
  for (const PersonPlan& persons : plan.persons)
    for (const ItemSlot item : interview.items(persons.list))
      claims.push_back(
          {static_cast<std::uint16_t>(claims.size() + 1), key_of_item(interview, persons, item, hash)});
  return claims;
}

std::vector<std::uint16_t> repeated(const std::vector<MemberClaim>& claims) {
  std::vector<std::uint16_t> numbers;
  for (std::size_t i = 0; i < claims.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (claims[i].key && claims[i].key == claims[j].key) {
        numbers.push_back(claims[i].number);
        break;
      }
  return numbers;
}

// Values filled in beforehand that the person changed.
struct Edits {
  std::vector<EditedValue> of_response, of_identity;
};

Edits edits_of(const Interview& interview, const std::vector<Prefilled>& prefilled) {
  const Form& form = interview.form();
  Edits edits;
  for (const Prefilled& before : prefilled) {
    const NodeIndex node = form.find(before.question);
    if (node == no_node) continue;
    const NodeIndex list = form.nodes[node].list;
    const ItemSlot item = list == no_node ? no_item : interview.find_item(list, before.item);
    if (list != no_node && item == no_item) continue;  // the person was taken out of the list
    if (answered(interview, node, item) == before.value) continue;
    std::uint16_t position = CodedAnswer::none;
    if (list != no_node) {
      const auto& items = interview.items(list);
      position = static_cast<std::uint16_t>(std::find(items.begin(), items.end(), item) - items.begin());
    }
    auto& into = form.nodes[node].personal == Personal::no ? edits.of_response : edits.of_identity;
    into.push_back({node, position, before.value});
  }
  return edits;
}

std::optional<Address> typed_address(const Interview& interview, const SubmissionPlan& plan) {
  if (!answered(interview, plan.dwelling).empty()) return std::nullopt;
  Address address{answered_territory(interview, plan), answered(interview, plan.street),
                  answered(interview, plan.house),     answered(interview, plan.building),
                  answered(interview, plan.flat),      std::nullopt};
  if (address.street.empty() && address.house.empty()) return std::nullopt;
  return address;
}

std::optional<DwellingId> chosen_dwelling(const Interview& interview, const SubmissionPlan& plan) {
  const auto number = parse_digits(answered(interview, plan.dwelling));
  return number ? std::optional(DwellingId(*number)) : std::nullopt;
}

ContentHash content_hash(std::string_view response, std::string_view identity, const KeyedHash& hash) {
  std::string all;
  all.reserve(response.size() + identity.size() + 10);
  ByteWriter out(all);
  out.text(response);
  out.text(identity);
  return {short_key(hash.mac(HashPurpose::content, all)).bytes};
}

}  // namespace

std::string answered_territory(const Interview& interview, const SubmissionPlan& plan) {
  return answered(interview, plan.territory);
}

PersonKey person_key(const Iin& iin, const KeyedHash& hash) {
  std::string text = "iin:";
  text += iin.reveal();
  return short_key(hash.mac(HashPurpose::person, text));
}

std::optional<PersonKey> person_key(std::string_view kind, std::string_view number, std::string_view country,
                                    const KeyedHash& hash) {
  std::string folded;
  for (const char c : number) {
    if (c == ' ' || c == '-') continue;
    folded += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  }
  if (folded.empty()) return std::nullopt;
  std::string text = "document:";
  ByteWriter out(text);
  out.text(kind);
  out.text(country);
  out.text(folded);
  return short_key(hash.mac(HashPurpose::person, text));
}

std::vector<PassedNote> passed_of(const Json& answers) {
  std::vector<PassedNote> passed;
  for (const Json& entry : answers["passed"].items())
    passed.push_back({entry["check"].text(), entry["item"].text(), entry["note"].text()});
  return passed;
}

Result<PrepareOutcome> prepare_submission(const Interview& interview, const SubmissionPlan& plan,
                                          const SubmissionHead& head, const std::vector<Prefilled>& prefilled,
                                          const std::vector<PassedNote>& passed, const KeyedHash& hash,
                                          const Sealer& sealer) {
  const Form& form = interview.form();
  if (form.id != plan.form.id || form.version != plan.form.version)
    return Error{"submission.form", form.version};
  if (head.territory.empty() || head.territory.size() > territory_bytes_max)
    return Error{"submission.territory", head.territory};
  auto claims = claims_of(interview, plan, hash);
  NotReady not_ready{
      interview.complete() ? std::vector<Finding>() : open_findings(interview), {}, repeated(claims)};
  if (!interview.complete() || !not_ready.same_person.empty()) {
    for (const Finding& finding : not_ready.findings)
      not_ready.names.push_back(interview.finding_name(finding));
    return PrepareOutcome(std::move(not_ready));
  }
  Splitter parts(interview, plan);
  parts.split();
  const Edits edits = edits_of(interview, prefilled);
  const std::string response = parts.response.finish(edits.of_response, passed);
  const std::string identity = parts.identity.finish(edits.of_identity, {});
  const auto& id = head.case_id.value.bytes();
  const std::string_view context(reinterpret_cast<const char*>(id.data()), id.size());
  PreparedSubmission ready{
      head.case_id, plan.form, head.channel, head.received_at, head.territory, {}, {}, {}, {}, {}, {}};
  ready.content = content_hash(response, identity, hash);
  ready.response = sealer.seal(SealPurpose::response, response, context);
  ready.identity = sealer.seal(SealPurpose::identity, identity, context);
  ready.members = std::move(claims);
  ready.typed_address = typed_address(interview, plan);
  ready.dwelling = chosen_dwelling(interview, plan);
  return PrepareOutcome(std::move(ready));
}

}  // namespace sanaq
