#include "casework/answer_codec.h"

#include "base/byte_stream.h"

namespace sanaq {
namespace {

constexpr std::uint8_t format_version = 1;

bool is_textual(ValueType type) {
  return type == ValueType::text || type == ValueType::code || type == ValueType::geopoint ||
         type == ValueType::image;
}

void write_value(ByteWriter& out, const Node& node, const StandingAnswer& answer) {
  if (answer.refused) return;
  if (is_textual(node.type))
    out.text(answer.text);
  else
    out.signed_number(answer.number);
}

Value read_value(ByteReader& in, const Node& node, bool refused) {
  if (refused) return {Value::State::refused, 0, {}};
  if (is_textual(node.type)) return Value::of_text(std::string(in.text()));
  return Value::of(in.signed_number());
}

// Adds the answers of one item (or those outside lists) beginning at `at`; gives the position after them.
std::size_t add_scope(ResponseWriter& out, const Form& form, const std::vector<CodedAnswer>& answers,
                      std::size_t at, NodeIndex list, std::uint16_t item) {
  for (; at < answers.size() && answers[at].item == item && form.nodes[answers[at].node].list == list; ++at) {
    const CodedAnswer& one = answers[at];
    out.add(
        {one.node, one.other, one.value.state == Value::State::refused, one.value.number, one.value.text});
  }
  out.end_scope();
  return at;
}

void read_matrix(ByteReader& in, const Form& form, CodedAnswer answer, std::vector<CodedAnswer>& out) {
  const Node& node = form.nodes[answer.node];
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    const std::uint64_t head = in.number();
    if (head >> 1 >= CodedAnswer::none) return in.fail();
    answer.other = static_cast<std::uint16_t>(head >> 1);
    answer.value = read_value(in, node, (head & 1) != 0);
    out.push_back(answer);
  }
}

void read_scope(ByteReader& in, const Form& form, NodeIndex list, std::uint16_t item,
                std::vector<CodedAnswer>& out) {
  std::uint64_t next = 0;  // previous node + 1
  while (in.ok()) {
    const std::uint64_t head = in.number();
    if (head == 0) return;
    const std::uint64_t delta = head >> 1;
    if (delta == 0 || delta > form.nodes.size() || next + delta > form.nodes.size()) return in.fail();
    next += delta;
    const auto index = static_cast<NodeIndex>(next - 1);
    const Node& node = form.nodes[index];
    if (node.kind != NodeKind::question || node.list != list) return in.fail();
    CodedAnswer answer{index, item, CodedAnswer::none, {}};
    if (node.matrix != no_node) {
      read_matrix(in, form, answer, out);
      continue;
    }
    answer.value = read_value(in, node, (head & 1) != 0);
    out.push_back(std::move(answer));
  }
}

void read_lists(ByteReader& in, const Form& form, std::vector<CodedList>& lists) {
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    const std::uint64_t node = in.number();
    if (node >= form.nodes.size() || form.nodes[node].kind != NodeKind::list) return in.fail();
    if (!lists.empty() && node <= lists.back().node)
      return in.fail();  // a list stands once, in the order of the form
    CodedList list{static_cast<NodeIndex>(node), {}};
    const std::size_t items = in.count();
    if (items >= CodedAnswer::none) return in.fail();
    for (std::size_t i = 0; in.ok() && i < items; ++i) list.item_ids.emplace_back(in.text());
    lists.push_back(std::move(list));
  }
}

void write_remarks(ByteWriter& out, const std::vector<EditedValue>& edited,
                   const std::vector<PassedNote>& notes) {
  out.number(edited.size());
  for (const EditedValue& edit : edited) {
    out.number(edit.node);
    out.number(edit.item);
    out.text(edit.before);
  }
  out.number(notes.size());
  for (const PassedNote& passed : notes) {
    out.text(passed.check);
    out.text(passed.item);
    out.text(passed.note);
  }
}

void read_remarks(ByteReader& in, const Form& form, CodedResponse& response) {
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    const std::uint64_t node = in.number(), item = in.number();
    if (node >= form.nodes.size() || item > CodedAnswer::none) return in.fail();
    response.edited.push_back(
        {static_cast<NodeIndex>(node), static_cast<std::uint16_t>(item), std::string(in.text())});
  }
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    PassedNote passed;
    passed.check = in.text();
    passed.item = in.text();
    passed.note = in.text();
    response.passed.push_back(std::move(passed));
  }
}

}  // namespace

ResponseWriter::ResponseWriter(const Form& form, std::uint64_t fingerprint,
                               const std::vector<CodedList>& lists)
    : form_(form) {
  constexpr std::size_t usual_bytes = 1'500;
  bytes_.reserve(usual_bytes);
  ByteWriter out(bytes_);
  out.byte(format_version);
  out.fixed64(fingerprint);
  out.number(lists.size());
  for (const CodedList& list : lists) {
    out.number(list.node);
    out.number(list.item_ids.size());
    for (const std::string& id : list.item_ids) out.text(id);
  }
}

void ResponseWriter::add(const StandingAnswer& answer) {
  const Node& node = form_.nodes[answer.node];
  if (answer.node != matrix_) {
    end_matrix();
    SANAQ_CHECK(answer.node > previous_);
    const auto delta = static_cast<std::uint64_t>(answer.node - previous_);
    previous_ = answer.node;
    const bool refused = node.matrix == no_node && answer.refused;
    ByteWriter(bytes_).number(delta << 1 | (refused ? 1 : 0));
    if (node.matrix != no_node) matrix_ = answer.node;
  }
  if (node.matrix == no_node) {
    ByteWriter out(bytes_);
    return write_value(out, node, answer);
  }
  ByteWriter out(pair_bytes_);
  out.number(static_cast<std::uint64_t>(answer.other) << 1 | (answer.refused ? 1 : 0));
  write_value(out, node, answer);
  ++pairs_;
}

void ResponseWriter::end_matrix() {
  if (matrix_ == no_node) return;
  ByteWriter out(bytes_);
  out.number(pairs_);
  out.raw(pair_bytes_);
  matrix_ = no_node;
  pairs_ = 0;
  pair_bytes_.clear();
}

void ResponseWriter::end_scope() {
  end_matrix();
  ByteWriter(bytes_).number(0);
  previous_ = -1;
}

std::string ResponseWriter::finish(const std::vector<EditedValue>& edited,
                                   const std::vector<PassedNote>& passed) {
  ByteWriter out(bytes_);
  write_remarks(out, edited, passed);
  return std::move(bytes_);
}

std::string encode_response(const CodedResponse& response, const Form& form, std::uint64_t fingerprint) {
  ResponseWriter out(form, fingerprint, response.lists);
  std::size_t at = add_scope(out, form, response.answers, 0, no_node, CodedAnswer::none);
  for (const CodedList& list : response.lists)
    for (std::size_t item = 0; item < list.item_ids.size(); ++item)
      at = add_scope(out, form, response.answers, at, list.node, static_cast<std::uint16_t>(item));
  SANAQ_CHECK(at == response.answers.size());
  return out.finish(response.edited, response.passed);
}

Result<CodedResponse> decode_response(std::string_view bytes, const Form& form, std::uint64_t fingerprint) {
  ByteReader in(bytes);
  if (in.byte() != format_version) return Error{"response.bytes", "version"};
  if (in.fixed64() != fingerprint) return Error{in.ok() ? "response.form" : "response.bytes", {}};
  CodedResponse response;
  read_lists(in, form, response.lists);
  read_scope(in, form, no_node, CodedAnswer::none, response.answers);
  for (const CodedList& list : response.lists)
    for (std::size_t item = 0; in.ok() && item < list.item_ids.size(); ++item)
      read_scope(in, form, list.node, static_cast<std::uint16_t>(item), response.answers);
  read_remarks(in, form, response);
  if (!in.at_end()) return Error{"response.bytes", {}};
  return response;
}

}  // namespace sanaq
