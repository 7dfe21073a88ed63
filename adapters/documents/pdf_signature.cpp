#include "documents/pdf_signature.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include "base/bytes.h"
#include "base/text.h"

namespace sanaq {
namespace {

constexpr std::size_t signature_bytes_max = 8'192;

/// The parts of a file with a plain cross-reference table that an update needs.
struct PdfParts {
  std::int64_t size = 0;   // number of objects
  std::int64_t table = 0;  // where the cross-reference table begins
  std::int64_t catalog = 0, information = 0, page = 0;
};

// The number that follows `key`, or nothing.
std::optional<std::int64_t> number_after(std::string_view text, std::string_view key) {
  std::size_t at = text.rfind(key);
  if (at == std::string_view::npos) return std::nullopt;
  at += key.size();
  while (at < text.size() && (text[at] == ' ' || text[at] == '\n')) ++at;
  std::size_t end = at;
  while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
  return parse_digits(text.substr(at, end - at));
}

// `<<` … `>>` of an object, without the brackets.
std::optional<std::string> dictionary_of(std::string_view pdf, std::int64_t object) {
  const std::size_t at = pdf.find("\n" + std::to_string(object) + " 0 obj\n");
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t end = pdf.find("endobj", at);
  if (end == std::string_view::npos) return std::nullopt;
  const std::string_view body = pdf.substr(at, end - at);
  const std::size_t open = body.find("<<"), close = body.rfind(">>");
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return std::nullopt;
  return std::string(body.substr(open + 2, close - open - 2));
}

// The number of the object that holds `mark`.
std::optional<std::int64_t> object_with(std::string_view pdf, std::string_view mark) {
  const std::size_t at = pdf.find(mark);
  if (at == std::string_view::npos) return std::nullopt;
  const std::size_t word = pdf.rfind(" 0 obj", at);
  if (word == std::string_view::npos) return std::nullopt;
  const std::size_t line = pdf.rfind('\n', word);
  return parse_digits(pdf.substr(line + 1, word - line - 1));
}

Result<PdfParts> parts_of(std::string_view pdf) {
  const std::size_t trailer = pdf.rfind("trailer");
  if (trailer == std::string_view::npos) return Error{"document.pdf", "trailer"};
  const std::string_view end = pdf.substr(trailer);
  const auto size = number_after(end, "/Size"), root = number_after(end, "/Root"),
             information = number_after(end, "/Info"), table = number_after(end, "startxref"),
             page = object_with(pdf, "/Type /Page ");
  if (!size || !root || !information || !table || !page) return Error{"document.pdf", "trailer"};
  return PdfParts{*size, *table, *root, *information, *page};
}

// UTF-16 with its mark, as a string of a PDF.
std::string pdf_text(std::string_view utf8) {
  std::string bytes = "\xFE\xFF";
  const auto put = [&](unsigned unit) {
    bytes += static_cast<char>(unit >> 8 & 0xFF);
    bytes += static_cast<char>(unit & 0xFF);
  };
  for (std::size_t i = 0; i < utf8.size();) {
    const auto lead = static_cast<unsigned char>(utf8[i]);
    const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    unsigned code = length == 1 ? lead : lead & (0xFFU >> (length + 1));
    for (std::size_t k = 1; k < length && i + k < utf8.size(); ++k)
      code = code << 6 | (static_cast<unsigned char>(utf8[i + k]) & 0x3FU);
    i += length;
    if (code < 0x10000) {
      put(code);
    } else {
      put(0xD800 + ((code - 0x10000) >> 10));
      put(0xDC00 + ((code - 0x10000) & 0x3FF));
    }
  }
  return "<" + to_hex(bytes) + ">";
}

// D:20210915060000Z
std::string pdf_date(UtcInstant at) {
  std::string text = to_rfc3339({at.micros / micros_per_second * micros_per_second});
  std::erase_if(text, [](char c) { return c == '-' || c == ':' || c == 'T'; });
  return "(D:" + text + ")";
}

/// The objects that are appended, and where each begins.
class Update {
 public:
  explicit Update(std::string& pdf) : pdf_(pdf) {
    if (!pdf_.ends_with('\n')) pdf_ += '\n';
  }
  void add(std::int64_t number, const std::string& dictionary) {
    starts_[number] = pdf_.size();
    pdf_ += std::to_string(number) + " 0 obj\n<<" + dictionary + ">>\nendobj\n";
  }
  void finish(const PdfParts& parts, std::int64_t size) {
    const std::size_t table = pdf_.size();
    pdf_ += "xref\n";
    for (const auto& [number, start] : starts_) {
      std::array<char, 24> line{};
      std::snprintf(line.data(), line.size(), "%010zu 00000 n \n", start);
      pdf_ += std::to_string(number) + " 1\n" + line.data();
    }
    const auto text = [](std::int64_t value) { return std::to_string(value); };
    pdf_ += "trailer\n<< /Size " + text(size) + " /Root " + text(parts.catalog) + " 0 R /Info " +
            text(parts.information) + " 0 R /Prev " + text(parts.table) + " >>\nstartxref\n" +
            std::to_string(table) + "\n%%EOF\n";
  }

 private:
  std::string& pdf_;
  std::map<std::int64_t, std::size_t> starts_;
};

constexpr std::string_view range_place = "/ByteRange [0 ########## ########## ##########]";

std::string signature_dictionary(const PdfSignature& facts) {
  return " /Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached /Name " + pdf_text(facts.name) +
         " /Reason " + pdf_text(facts.reason) + " /M " + pdf_date(facts.at) + "\n" +
         std::string(range_place) + "\n/Contents <" + std::string(2 * signature_bytes_max, '0') + "> ";
}

// The numbers of the range take the place of its signs; what is signed is all but `<…>` of the contents.
void write_range(std::string& pdf, std::size_t open, std::size_t close) {
  std::array<char, 64> range{};
  std::snprintf(range.data(), range.size(), "/ByteRange [0 %zu %zu %zu]", open, close, pdf.size() - close);
  std::string text = range.data();
  text.resize(range_place.size(), ' ');
  pdf.replace(pdf.rfind(range_place), range_place.size(), text);
}

}  // namespace

Result<std::string> sign_pdf(std::string pdf, const PdfSignature& facts, const SignBytes& sign) {
  SANAQ_TRY(const PdfParts parts, parts_of(pdf));
  const auto page = dictionary_of(pdf, parts.page), catalog = dictionary_of(pdf, parts.catalog);
  if (!page || !catalog) return Error{"document.pdf", "objects"};
  const std::string signature = std::to_string(parts.size), field = std::to_string(parts.size + 1);
  Update update(pdf);
  update.add(parts.page, *page + " /Annots [" + field + " 0 R] ");
  update.add(parts.catalog, *catalog + " /AcroForm << /Fields [" + field + " 0 R] /SigFlags 3 >> ");
  update.add(parts.size, signature_dictionary(facts));
  update.add(parts.size + 1, " /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /F 132 /Rect [0 0 0 0] /P " +
                                 std::to_string(parts.page) + " 0 R /V " + signature + " 0 R ");
  update.finish(parts, parts.size + 2);
  const std::size_t open = pdf.rfind("/Contents <") + std::string_view("/Contents ").size();
  const std::size_t close = open + 2 * signature_bytes_max + 2;
  write_range(pdf, open, close);
  SANAQ_TRY(const std::string der, sign(pdf.substr(0, open) + pdf.substr(close)));
  if (der.size() > signature_bytes_max) return Error{"document.signature", {}};
  const std::string hex = to_hex(der);
  pdf.replace(open + 1, hex.size(), hex);
  return pdf;
}

Result<SignedParts> signed_parts(std::string_view pdf) {
  const Error none{"document.signature", {}};
  const std::size_t at = pdf.rfind("/ByteRange [");
  if (at == std::string_view::npos) return none;
  std::array<std::size_t, 4> range{};
  const std::string text(pdf.substr(at, range_place.size()));
  if (std::sscanf(text.c_str(), "/ByteRange [%zu %zu %zu %zu]", &range[0], &range[1], &range[2], &range[3]) !=
      static_cast<int>(range.size()))
    return none;
  const auto [begin, open, close, rest] = range;
  const bool whole = begin == 0 && open + 2 <= close && close <= pdf.size() && rest == pdf.size() - close &&
                     pdf[open] == '<' && pdf[close - 1] == '>';
  if (!whole) return none;
  auto der = from_hex(pdf.substr(open + 1, close - open - 2));
  if (!der) return none;
  return SignedParts{*std::move(der), std::string(pdf.substr(0, open)) + std::string(pdf.substr(close))};
}

}  // namespace sanaq
