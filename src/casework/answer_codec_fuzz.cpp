#include <cstdint>

#include "casework/answer_codec.h"
#include "casework/receipt.h"

namespace {

// A form without its texts: outside questions, a list with a matrix, every way a value is written.
sanaq::Form make_form() {
  using sanaq::Node, sanaq::NodeKind, sanaq::ValueType;
  sanaq::Form form;
  for (int i = 0; i < 8; ++i) {
    Node node;
    node.name = "n" + std::to_string(i);
    node.type = i % 2 == 0 ? ValueType::integer : ValueType::text;
    form.nodes.push_back(node);
  }
  form.nodes[3].kind = NodeKind::list;
  for (std::size_t i = 4; i < 8; ++i) form.nodes[i].list = 3;
  form.nodes[6].matrix = 3;
  return form;
}

class NoKeys final : public sanaq::ReceiptKeys {
 public:
  bool verify(std::uint8_t, std::string_view, const sanaq::Signature&) const override { return true; }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const sanaq::Form form = make_form();
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::uint64_t fingerprint = 0;
  for (std::size_t i = 0; i < 8 && i + 1 < size; ++i) fingerprint |= static_cast<std::uint64_t>(data[i + 1]) << (8 * i);
  if (const auto read = sanaq::decode_response(bytes, form, fingerprint)) {
    const auto again = sanaq::decode_response(sanaq::encode_response(*read, form, fingerprint), form, fingerprint);
    SANAQ_CHECK(again.has_value());
    SANAQ_CHECK(*again == *read);
  }
  if (const auto receipt = sanaq::verify_receipt(bytes, NoKeys())) SANAQ_CHECK(sanaq::to_text(*receipt) == bytes);
  return 0;
}
