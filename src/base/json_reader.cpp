#include <algorithm>

#include "base/json.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t max_bytes = std::size_t{16} << 20;
constexpr int max_depth = 100;

void append_utf8(std::string& out, std::uint32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Result<Json> whole() {
    Json value;
    if (take_value(value, 0)) {
      skip_blanks();
      if (at_ == text_.size()) return value;
    }
    return Error{code_, "byte " + std::to_string(at_)};
  }

 private:
  bool fail(const char* code) {
    if (code_ == std::string_view("json.form")) code_ = code;
    return false;
  }
  void skip_blanks() {
    while (at_ < text_.size() &&
           (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
      ++at_;
  }
  bool take(char c) {
    skip_blanks();
    if (at_ >= text_.size() || text_[at_] != c) return false;
    ++at_;
    return true;
  }
  bool take_word(std::string_view word) {
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }

  bool take_value(Json& out, int depth) {
    skip_blanks();
    if (at_ >= text_.size()) return false;
    if (depth > max_depth) return fail("json.depth");
    switch (text_[at_]) {
      case '{':
        return take_object(out, depth);
      case '[':
        return take_array(out, depth);
      case '"': {
        std::string s;
        if (!take_string(s)) return false;
        out = Json::string(s);
        return true;
      }
      case 't':
        out = Json::boolean(true);
        return take_word("true");
      case 'f':
        out = Json::boolean(false);
        return take_word("false");
      case 'n':
        out = Json::null();
        return take_word("null");
      default:
        return take_number(out);
    }
  }

  bool take_digits() {
    const std::size_t start = at_;
    while (at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9') ++at_;
    return at_ > start;
  }

  bool take_number(Json& out) {
    const std::size_t start = at_;
    if (text_[at_] == '-') ++at_;
    const bool zero = at_ < text_.size() && text_[at_] == '0';
    const std::size_t digits = at_;
    if (!take_digits() || (zero && at_ > digits + 1)) return false;
    if (at_ < text_.size() && text_[at_] == '.' && (++at_, !take_digits())) return false;
    if (at_ < text_.size() && (text_[at_] == 'e' || text_[at_] == 'E')) {
      ++at_;
      if (at_ < text_.size() && (text_[at_] == '+' || text_[at_] == '-')) ++at_;
      if (!take_digits()) return false;
    }
    out = Json::number_text(std::string(text_.substr(start, at_ - start)));
    return true;
  }

  bool take_hex4(std::uint32_t& out) {
    out = 0;
    for (int i = 0; i < 4; ++i, ++at_) {
      const char c = at_ < text_.size() ? text_[at_] : '\0';
      const int digit = c >= '0' && c <= '9'   ? c - '0'
                        : c >= 'a' && c <= 'f' ? c - 'a' + 10
                        : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                               : -1;
      if (digit < 0) return false;
      out = out * 16 + static_cast<std::uint32_t>(digit);
    }
    return true;
  }

  bool take_escape(std::string& out) {
    if (++at_ >= text_.size()) return false;
    const char c = text_[at_++];
    constexpr std::string_view names = "\"\\/bfnrt";
    constexpr std::string_view values = "\"\\/\b\f\n\r\t";
    if (const auto i = names.find(c); i != std::string_view::npos) return out += values[i], true;
    std::uint32_t point = 0;
    if (c != 'u' || !take_hex4(point)) return false;
    if (point >= 0xDC00 && point <= 0xDFFF) return fail("json.utf8");
    if (point >= 0xD800 && point <= 0xDBFF) {
      std::uint32_t low = 0;
      if (!take_word("\\u") || !take_hex4(low) || low < 0xDC00 || low > 0xDFFF) return fail("json.utf8");
      point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
    }
    append_utf8(out, point);
    return true;
  }

  bool take_string(std::string& out) {
    for (++at_; at_ < text_.size();) {
      const std::size_t run = at_;
      while (at_ < text_.size() && text_[at_] != '"' && text_[at_] != '\\' &&
             static_cast<unsigned char>(text_[at_]) >= 0x20)
        ++at_;
      out.append(text_, run, at_ - run);
      if (at_ >= text_.size() || static_cast<unsigned char>(text_[at_]) < 0x20) return false;
      if (text_[at_] == '"') return ++at_, true;
      if (!take_escape(out)) return false;
    }
    return false;
  }

  bool take_array(Json& out, int depth) {
    ++at_;
    out = Json::array();
    if (take(']')) return true;
    do {
      Json item;
      if (!take_value(item, depth + 1)) return false;
      out.push(std::move(item));
    } while (take(','));
    return take(']');
  }

  bool take_object(Json& out, int depth) {
    ++at_;
    Json::Members members;
    if (!take('}')) {
      do {
        skip_blanks();
        std::string name;
        if (at_ >= text_.size() || text_[at_] != '"' || !take_string(name) || !take(':')) return false;
        Json value;
        if (!take_value(value, depth + 1)) return false;
        members.emplace_back(std::move(name), std::move(value));
      } while (take(','));
      if (!take('}')) return false;
    }
    out = Json::object();
    return out.adopt(std::move(members)) || fail("json.duplicate");
  }

  std::string_view text_;
  std::size_t at_ = 0;
  const char* code_ = "json.form";
};

}  // namespace

bool Json::adopt(Members members) {
  std::vector<std::string_view> names;
  names.reserve(members.size());
  for (const auto& member : members) names.push_back(member.first);
  std::sort(names.begin(), names.end());
  const bool unique = std::adjacent_find(names.begin(), names.end()) == names.end();
  members_ = std::move(members);
  return unique;
}

Result<Json> parse_json(std::string_view text) {
  if (text.size() > max_bytes) return Error{"json.size", {}};
  if (!is_utf8(text)) return Error{"json.utf8", {}};
  return Reader(text).whole();
}

}  // namespace sanaq
