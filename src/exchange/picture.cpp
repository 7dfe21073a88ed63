#include "exchange/picture.h"

#include "base/bytes.h"
#include "base/json.h"
#include "exchange/wire.h"

namespace sanaq::exchange {
namespace {

void write_id(ByteWriter& out, const PictureId& id) {
  write(out, id.case_id.value);
  out.raw(view(id.name));
}

PictureId read_id(ByteReader& in) {
  PictureId id;
  id.case_id = {read_uuid(in)};
  id.name = read_bytes<PictureName>(in);
  return id;
}

bool fits(const PicturePart& part) {
  if (part.size > picture_bytes_max) return false;
  if (part.lost()) return part.offset == 0 && part.bytes.empty();
  return !part.bytes.empty() && part.offset <= part.size &&
         static_cast<std::int64_t>(part.bytes.size()) <= part.size - part.offset;
}

}  // namespace

std::optional<PicturePart> PicturePart::after(std::int64_t held) const {
  const std::int64_t known = held - offset;
  if (known < 0 || known >= static_cast<std::int64_t>(bytes.size())) return std::nullopt;
  return PicturePart{picture, size, held, bytes.substr(static_cast<std::size_t>(known))};
}

std::optional<PictureNote> picture_note(const Entry& entry) {
  if (entry.kind != EntryKind::attachment) return std::nullopt;
  const auto json = parse_json(entry.payload);
  if (!json) return std::nullopt;
  const auto name = from_base64url((*json)["picture"].text());
  PictureNote note{{}, (*json)["size"].integer()};
  if (!name || name->size() != note.name.size() || note.size < 1 || note.size > picture_bytes_max)
    return std::nullopt;
  std::copy(name->begin(), name->end(), note.name.begin());
  return note;
}

std::string write_picture_note(const PictureNote& note) {
  Json json = Json::object();
  json.set("picture", Json::string(to_base64url(view(note.name))));
  json.set("size", Json::number(note.size));
  return to_canonical(json);
}

std::string encode(const std::vector<PicturePart>& parts) {
  std::string bytes;
  ByteWriter out(bytes);
  out.number(parts.size());
  for (const PicturePart& part : parts) {
    write_id(out, part.picture);
    out.number(static_cast<std::uint64_t>(part.size));
    out.number(static_cast<std::uint64_t>(part.offset));
    out.text(part.bytes);
  }
  return bytes;
}

std::string encode(const std::vector<PictureWant>& wants) {
  std::string bytes;
  ByteWriter out(bytes);
  out.number(wants.size());
  for (const PictureWant& want : wants) {
    write_id(out, want.picture);
    out.number(static_cast<std::uint64_t>(want.from));
  }
  return bytes;
}

Result<std::vector<PicturePart>> decode_picture_parts(std::string_view bytes) {
  ByteReader in(bytes);
  std::vector<PicturePart> parts;
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    PicturePart part;
    part.picture = read_id(in);
    part.size = read_count(in);
    part.offset = read_count(in);
    part.bytes = in.text();
    if (!in.ok() || !fits(part)) return Error{"exchange.form", "picture"};
    parts.push_back(std::move(part));
  }
  if (!in.at_end()) return Error{"exchange.form", "pictures"};
  return parts;
}

Result<std::vector<PictureWant>> decode_picture_wants(std::string_view bytes) {
  ByteReader in(bytes);
  std::vector<PictureWant> wants;
  for (std::size_t left = in.count(); in.ok() && left > 0; --left) {
    PictureWant want;
    want.picture = read_id(in);
    want.from = read_count(in);
    wants.push_back(want);
  }
  if (!in.at_end()) return Error{"exchange.form", "wants"};
  return wants;
}

}  // namespace sanaq::exchange
