#include "interview/answers_cursor.h"

namespace sanaq::engine {

void AnswersCursor::skip_blanks() {
  while (at_ < text_.size() &&
         (text_[at_] == ' ' || text_[at_] == '\n' || text_[at_] == '\r' || text_[at_] == '\t'))
    ++at_;
}

bool AnswersCursor::take(char c) {
  skip_blanks();
  if (!good_ || at_ >= text_.size() || text_[at_] != c) return fail();
  ++at_;
  return true;
}

bool AnswersCursor::more(char closing, bool& first) {
  skip_blanks();
  if (!good_ || at_ >= text_.size()) return fail();
  if (text_[at_] == closing) {
    ++at_;
    return false;
  }
  if (first) {
    first = false;
    return true;
  }
  return take(',');
}

bool AnswersCursor::at_end() {
  skip_blanks();
  return good_ && at_ == text_.size();
}

bool AnswersCursor::string(std::string_view& out) {
  if (!take('"')) return false;
  const std::size_t start = at_;
  escaped_ = false;
  for (; at_ < text_.size(); ++at_) {
    const char c = text_[at_];
    if (c == '"') {
      out = text_.substr(start, at_++ - start);
      return true;
    }
    if (c == '\\') {
      escaped_ = true;
      buffer_ = text_.substr(start, at_ - start);
      return escaped(out);
    }
    if (static_cast<unsigned char>(c) < 0x20) return fail();
  }
  return fail();
}

bool AnswersCursor::escaped(std::string_view& out) {
  while (at_ < text_.size()) {
    const char c = text_[at_++];
    if (c == '"') {
      out = buffer_;
      return true;
    }
    if (static_cast<unsigned char>(c) < 0x20) break;
    if (c != '\\')
      buffer_ += c;
    else if (!escape())
      break;
  }
  return fail();
}

bool AnswersCursor::hex4(std::uint32_t& out) {
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

bool AnswersCursor::escape() {
  if (at_ >= text_.size()) return false;
  const char c = text_[at_++];
  constexpr std::string_view names = "\"\\/bfnrt", values = "\"\\/\b\f\n\r\t";
  if (const auto i = names.find(c); i != std::string_view::npos) {
    buffer_ += values[i];
    return true;
  }
  std::uint32_t point = 0;
  if (c != 'u' || !hex4(point) || (point >= 0xDC00 && point <= 0xDFFF)) return false;
  if (point >= 0xD800 && point <= 0xDBFF) {
    std::uint32_t low = 0;
    if (text_.substr(at_, 2) != "\\u") return false;
    at_ += 2;
    if (!hex4(low) || low < 0xDC00 || low > 0xDFFF) return false;
    point = 0x10000 + ((point - 0xD800) << 10) + (low - 0xDC00);
  }
  if (point < 0x80) {
    buffer_ += static_cast<char>(point);
    return true;
  }
  if (point >= 0x10000) {
    buffer_ += static_cast<char>(0xF0 | (point >> 18));
    buffer_ += static_cast<char>(0x80 | ((point >> 12) & 0x3F));
  } else if (point >= 0x800) {
    buffer_ += static_cast<char>(0xE0 | (point >> 12));
  } else {
    buffer_ += static_cast<char>(0xC0 | (point >> 6));
    buffer_ += static_cast<char>(0x80 | (point & 0x3F));
    return true;
  }
  buffer_ += static_cast<char>(0x80 | ((point >> 6) & 0x3F));
  buffer_ += static_cast<char>(0x80 | (point & 0x3F));
  return true;
}

}  // namespace sanaq::engine
