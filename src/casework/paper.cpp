#include "casework/paper.h"

#include <algorithm>

#include "base/sha256.h"

namespace sanaq {
namespace {

// Walks two keyings of one paper side by side.
class Comparison {
 public:
  Comparison(const Interview& first, const Interview& second, std::string_view language)
      : first_(first), second_(second), language_(language) {}

  std::vector<KeyingDifference> run() {
    const Form& form = first_.form();
    for (std::size_t i = 0; i < form.nodes.size(); ++i) {
      const auto node = static_cast<NodeIndex>(i);
      if (form.nodes[i].kind == NodeKind::list) count_items(node);
      if (form.nodes[i].kind != NodeKind::question || form.nodes[i].calculated) continue;
      if (form.nodes[i].type == ValueType::image) continue;
      if (form.nodes[i].list == no_node)
        compare({node}, {node});
      else
        compare_items(node);
    }
    return std::move(found_);
  }

 private:
  std::string shown(const Interview& interview, Place place) const {
    return interview.on_path(place) ? interview.shown(place, language_) : std::string();
  }
  void compare(Place in_first, Place in_second) {
    std::string one = shown(first_, in_first), other = shown(second_, in_second);
    if (one != other) found_.push_back({in_second, std::move(one), std::move(other)});
  }
  void count_items(NodeIndex list) {
    const std::size_t one = first_.items(list).size(), other = second_.items(list).size();
    if (one != other) found_.push_back({{list}, std::to_string(one), std::to_string(other)});
  }
  void compare_items(NodeIndex node) {
    const Node& question = first_.form().nodes[node];
    const auto &mine = first_.items(question.list), &theirs = second_.items(question.list);
    for (std::size_t i = 0; i < std::min(mine.size(), theirs.size()); ++i) {
      if (question.matrix == no_node) {
        compare({node, mine[i]}, {node, theirs[i]});
        continue;
      }
      for (std::size_t j = 0; j < std::min(mine.size(), theirs.size()); ++j)
        if (j != i) compare({node, mine[i], mine[j]}, {node, theirs[i], theirs[j]});
    }
  }

  const Interview& first_;
  const Interview& second_;
  std::string_view language_;
  std::vector<KeyingDifference> found_;
};

}  // namespace

bool is_sampled(std::string_view number, int percent) {
  const std::string digest = sha256("sanaq-second-keying:" + std::string(number));
  const auto byte = [&](std::size_t at) {
    return static_cast<unsigned>(static_cast<unsigned char>(digest[at]));
  };
  const unsigned share = (byte(0) << 8 | byte(1)) % 10'000;  // of ten thousand: near enough even
  return share < static_cast<unsigned>(std::clamp(percent, 0, 100)) * 100;
}

std::string paper_number(std::string_view typed) {
  constexpr std::size_t bytes_max = 30;
  std::string out;
  for (const char c : typed)
    if (c != ' ' && c != '-') out += c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return out.size() > bytes_max ? std::string() : out;
}

std::int32_t keyed_differences(const std::vector<KeyingDifference>& all) {
  return static_cast<std::int32_t>(
      std::count_if(all.begin(), all.end(), [](const KeyingDifference& one) { return !one.second.empty(); }));
}

std::vector<KeyingDifference> keying_differences(const Interview& first, const Interview& second,
                                                 std::string_view language) {
  return Comparison(first, second, language).run();
}

}  // namespace sanaq
