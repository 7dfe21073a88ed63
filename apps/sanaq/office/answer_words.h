#pragma once
#include <string>
#include <vector>

#include "base/messages.h"
#include "casework/conflict.h"
#include "exchange/entry.h"
#include "interview/operation.h"

namespace sanaq {

/// What operations say, in the words of the questionnaire, for staff who compare answers. Names, numbers of
/// documents and contacts are never shown: that they differ is enough.
class AnswerWords {
 public:
  AnswerWords(const std::vector<KnownForm>& forms, const Messages& texts, std::string language)
      : forms_(forms), texts_(texts), language_(std::move(language)) {}
  /// Label of the question, with the member it was asked about.
  std::string question(const Operation& operation) const;
  /// Label of the answer, "cleared", "refused", "removed"; the code itself when no form knows it.
  std::string answer(const Operation& operation) const;

 private:
  std::string text(std::string_view key, const std::vector<std::string>& args = {}) const {
    return texts_.text(key, language_, args);
  }
  std::string words(const Form& form, const LocalizedText& label) const;
  std::string value(const Operation& operation) const;
  std::string choice(const Form& form, const Node& node, std::string_view code) const;

  const std::vector<KnownForm>& forms_;
  const Messages& texts_;
  std::string language_;
};

/// The operations of an entry; none when it is a visit, or nothing that can be read.
std::vector<Operation> operations_of(const exchange::Entry& entry);

}  // namespace sanaq
