#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "casework/submission_plan.h"
#include "interview/interview.h"

namespace sanaq {

/// One answer as stored: typed by the form (see Value). `item` and `other` are positions in the lists
/// concerned.
struct CodedAnswer {
  static constexpr std::uint16_t none = 0xFFFF;
  NodeIndex node = no_node;
  std::uint16_t item = none;
  std::uint16_t other = none;
  Value value;  // present or refused
  friend bool operator==(const CodedAnswer&, const CodedAnswer&) = default;
};

/// Items of one list, in order.
struct CodedList {
  NodeIndex node = no_node;
  std::vector<std::string> item_ids;
  friend bool operator==(const CodedList&, const CodedList&) = default;
};

/// A soft finding the person saw and passed.
struct PassedNote {
  std::string check;
  std::string item;
  std::string note;  // in the person's words
  friend bool operator==(const PassedNote&, const PassedNote&) = default;
};

/// A value that was filled in beforehand and changed or taken away by the person.
struct EditedValue {
  NodeIndex node = no_node;
  std::uint16_t item = CodedAnswer::none;
  std::string before;  // canonical text
  friend bool operator==(const EditedValue&, const EditedValue&) = default;
};

/// The answers of a household: those on the path, calculated values included, in the order of the form
/// (answers outside lists first, then list by list, item by item).
struct CodedResponse {
  std::vector<CodedList> lists;
  std::vector<CodedAnswer> answers;
  std::vector<EditedValue> edited;
  std::vector<PassedNote> passed;
  friend bool operator==(const CodedResponse&, const CodedResponse&) = default;
};

/// Writes the bytes of encode_response while the answers are gone through, without a CodedResponse in
/// between.
class ResponseWriter {
 public:
  ResponseWriter(const Form& form, std::uint64_t fingerprint, const std::vector<CodedList>& lists);
  /// An answer of the scope; questions in the order of the form.
  void add(const StandingAnswer& answer);
  /// Ends the answers outside lists, then those of each item, list by list.
  void end_scope();
  /// After the last scope.
  std::string finish(const std::vector<EditedValue>& edited, const std::vector<PassedNote>& passed);

 private:
  void end_matrix();
  const Form& form_;
  std::string bytes_;
  int previous_ = -1;           // question of the scope
  NodeIndex matrix_ = no_node;  // whose pairs wait for their count
  std::size_t pairs_ = 0;
  std::string pair_bytes_;
};

/// Compact bytes: version, fingerprint of the form, then variable-length integers by question index; two
/// bytes a closed answer. Only forms with the same fingerprint can read them.
std::string encode_response(const CodedResponse& response, const Form& form, std::uint64_t fingerprint);
/// Errors: "response.form" (another form), "response.bytes" (cut or wrong). Any bytes may come.
Result<CodedResponse> decode_response(std::string_view bytes, const Form& form, std::uint64_t fingerprint);

}  // namespace sanaq
