#pragma once
#include <cstdint>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace sanaq {

/// One thing a person did in an interview. Operations are what devices store, send and merge; replaying them
/// in order gives the same interview everywhere.
struct Operation {
  enum class Kind : std::uint8_t {
    answer,    // question [item] [other] value
    clear,     // question [item] [other]
    refuse,    // question [item] [other]
    add_item,  // question (the list) item [other: the item it stands before; the end when there is none such]
    remove_item,  // question (the list) item
    pass,         // check [item] note: a soft finding was seen and passed
  };
  Kind kind = Kind::answer;
  std::string question;  // name of the question or list
  std::string item;      // id of the item, [a-z0-9]{1,15}; empty outside lists
  std::string other;     // id of the other item of a matrix question, or the one an item is added before
  std::string value;     // canonical text of the answer
  std::string check;     // `pass`: name of the check, or `<question>.warning`
  std::string note;      // `pass`: why, in the person's words
  friend bool operator==(const Operation&, const Operation&) = default;
};

/// {"op":"answer","question":"sex","item":"m1","value":"2"}; absent members are empty.
Json to_json(const Operation& operation);
/// Errors: "operation.form" (unknown op, a member missing, of the wrong kind or too long: values 4,000
/// bytes).
Result<Operation> read_operation(const Json& json);

}  // namespace sanaq
