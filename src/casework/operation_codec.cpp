#include "casework/operation_codec.h"

#include "base/byte_stream.h"
#include "base/json.h"
#include "base/sha256.h"

namespace sanaq {
namespace {

constexpr std::uint8_t format = 1;
constexpr char json_list = '[';  // how the first logs were written
constexpr std::size_t hash_bytes = 8;
constexpr auto kind_last = static_cast<std::uint8_t>(Operation::Kind::pass);

void write(ByteWriter& out, const Operation& operation) {
  out.byte(static_cast<std::uint8_t>(operation.kind));
  out.text(operation.question);
  out.text(operation.item);
  out.text(operation.other);
  out.text(operation.value);
  if (operation.kind != Operation::Kind::pass) return;
  out.text(operation.check);
  out.text(operation.note);
}

Operation read(ByteReader& in) {
  Operation operation;
  const std::uint8_t kind = in.byte();
  if (kind > kind_last) return in.fail(), operation;
  operation.kind = static_cast<Operation::Kind>(kind);
  operation.question = in.text();
  operation.item = in.text();
  operation.other = in.text();
  operation.value = in.text();
  if (operation.kind != Operation::Kind::pass) return operation;
  operation.check = in.text();
  operation.note = in.text();
  return operation;
}

Result<std::vector<Operation>> read_json_list(std::string_view text) {
  SANAQ_TRY(const auto json, parse_json(text));
  std::vector<Operation> operations;
  for (const Json& entry : json.items()) {
    SANAQ_TRY(auto operation, read_operation(entry));
    operations.push_back(std::move(operation));
  }
  return operations;
}

}  // namespace

WrittenOperations write_operations(const Operation* begin, const Operation* end) {
  WrittenOperations written;
  ByteWriter out(written.bytes);
  out.byte(format);
  out.number(static_cast<std::uint64_t>(end - begin));
  for (const Operation* operation = begin; operation != end; ++operation) {
    const std::size_t start = written.bytes.size();
    write(out, *operation);
    written.hashes += sha256(std::string_view(written.bytes).substr(start)).substr(0, hash_bytes);
  }
  return written;
}

Result<std::vector<Operation>> read_operations(std::string_view bytes) {
  if (!bytes.empty() && bytes.front() == json_list) return read_json_list(bytes);
  ByteReader in(bytes);
  if (in.byte() != format) in.fail();
  std::vector<Operation> operations;
  const std::size_t count = in.count();
  operations.reserve(count);
  while (operations.size() < count && in.ok()) operations.push_back(read(in));
  if (!in.at_end()) return Error{"draft.form", {}};
  return operations;
}

}  // namespace sanaq
