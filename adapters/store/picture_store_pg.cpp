#include "store/picture_store_pg.h"

#include <sanaq_sql/casework.h>

#include <set>

#include "base/bytes.h"
#include "base/sha256.h"
#include "exchange/wire.h"
#include "pg/transaction.h"
#include "store/database.h"

namespace sanaq {
namespace {

using PictureState = PictureLine::State;

pg::Bytes name_bytes(const exchange::PictureName& name) { return {exchange::view(name)}; }

// Sealed bytes open only in their own place.
std::string picture_place(std::string_view what, CaseId case_id, std::string_view digest,
                          std::int32_t position = 0) {
  std::string place(what);
  place += exchange::view(case_id.value.bytes());
  place += digest;
  return place + std::to_string(position);
}

bool is_settled(PictureState state) { return state != PictureState::arriving; }

}  // namespace

// A picture that is to be written: `digest` is what it is named by.
struct PictureStorePg::Whole {
  CaseId case_id;
  std::string_view digest;
  const picture::File& file;
};

Result<Done> PictureStorePg::add(pg::Connection& connection, const Whole& whole, UtcInstant at) {
  const auto& [case_id, digest, file] = whole;
  const std::string sealed =
      sealer_.seal(SealPurpose::picture, file.bytes, picture_place("picture", case_id, digest));
  SANAQ_STORE_DONE(
      connection.execute(sql::casework::add_picture,
                         {case_id, pg::Bytes{digest}, static_cast<std::int32_t>(file.bytes.size()),
                          static_cast<std::int16_t>(file.kind), static_cast<std::int32_t>(file.width),
                          static_cast<std::int32_t>(file.height), at, pg::Bytes{sealed}}));
  return Done{};
}

Result<Done> PictureStorePg::put(CaseId case_id, std::string_view name, const picture::File& file,
                                 UtcInstant at) {
  const auto digest = picture_digest(name);
  if (!digest) return Error{"picture.name", {}};
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto count,
                  connection->query(sql::casework::count_pictures, {case_id, pg::Bytes{*digest}}));
  if (count[0].get<std::int64_t>(0) >= pictures_max) return Error{"picture.limit", {}};
  return add(*connection, {case_id, *digest, file}, at);
}

Result<std::optional<picture::File>> PictureStorePg::find(CaseId case_id, std::string_view name) {
  const auto digest = picture_digest(name);
  if (!digest) return std::optional<picture::File>();
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::find_picture, {case_id, pg::Bytes{*digest}}));
  if (rows.empty()) return std::optional<picture::File>();
  const auto row = rows[0];
  picture::File file{static_cast<picture::Kind>(row.get<std::int16_t>(0)),
                     static_cast<std::uint32_t>(row.get<std::int32_t>(1)),
                     static_cast<std::uint32_t>(row.get<std::int32_t>(2)),
                     {}};
  SANAQ_TRY(file.bytes, sealer_.open(SealPurpose::picture, row.get<pg::Bytes>(3).value,
                                     picture_place("picture", case_id, *digest)));
  return std::optional(std::move(file));
}

Result<std::vector<PictureLine>> PictureStorePg::list(CaseId case_id) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::list_pictures, {case_id}));
  std::vector<PictureLine> lines;
  for (const auto row : rows) {
    PictureLine line;
    line.name = to_base64url(row.get<pg::Bytes>(0).value);
    line.state = static_cast<PictureState>(row.get<std::int16_t>(1));
    line.size = row.get<std::int32_t>(2);
    if (!row.is_null(3)) line.width = row.get<std::int32_t>(3);
    if (!row.is_null(4)) line.height = row.get<std::int32_t>(4);
    line.named = row.get<bool>(5);
    line.at = row.get<UtcInstant>(6);
    lines.push_back(std::move(line));
  }
  return lines;
}

Result<std::vector<PictureCase>> PictureStorePg::cases(const std::vector<std::string>& territories,
                                                       int limit) {
  return cases_of({}, territories, limit);
}

Result<std::optional<PictureCase>> PictureStorePg::pictures_of(CaseId case_id) {
  SANAQ_TRY(auto cases, cases_of(case_id.value, {}, 1));
  if (cases.empty()) return std::optional<PictureCase>();
  return std::optional(std::move(cases[0]));
}

Result<std::vector<PictureCase>> PictureStorePg::cases_of(const std::optional<Uuid>& only,
                                                          const std::vector<std::string>& territories,
                                                          std::int32_t limit) {
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::picture_cases, {only, territories, limit}));
  std::vector<PictureCase> out;
  for (const auto row : rows)
    out.push_back(
        {{row.get<Uuid>(0)}, row.get<std::string>(1), row.get<std::int64_t>(2), row.get<UtcInstant>(3)});
  return out;
}

Result<std::vector<std::string>> PictureStorePg::keep(CaseId case_id, std::span<const std::string> names) {
  std::vector<std::string> digests;
  for (const std::string& name : names)
    if (auto digest = picture_digest(name)) digests.push_back(*std::move(digest));
  std::vector<pg::Bytes> wanted;
  for (const std::string& digest : digests) wanted.push_back({digest});
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::keep_pictures, {case_id, wanted}));
  std::set<std::string> stored;
  for (const auto row : rows) stored.insert(to_base64url(row.get<pg::Bytes>(0).value));
  std::vector<std::string> missing;
  for (const std::string& name : names)
    if (!stored.contains(name)) missing.push_back(name);
  return missing;
}

Result<bool> PictureStorePg::forget(UtcInstant before) {
  constexpr std::int32_t some = 200;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto gone, connection->execute(sql::casework::forget_pictures, {before, some}));
  return gone == some;
}

Result<std::vector<exchange::PictureStand>> PictureStorePg::stands(
    std::span<const exchange::PictureId> asked) {
  std::vector<Uuid> cases;
  std::vector<pg::Bytes> names;
  for (const exchange::PictureId& id : asked) {
    cases.push_back(id.case_id.value);
    names.push_back(name_bytes(id.name));
  }
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(const auto rows, connection->query(sql::casework::picture_stands, {cases, names}));
  std::vector<exchange::PictureStand> out(asked.size());
  for (const auto row : rows)
    out.at(static_cast<std::size_t>(row.get<std::int64_t>(0) - 1)) = {
        is_settled(static_cast<PictureState>(row.get<std::int16_t>(1))), row.get<std::int32_t>(2)};
  return out;
}

Result<Done> PictureStorePg::take_part(DeviceId device, const exchange::PicturePart& part, UtcInstant at) {
  const auto& [case_id, name] = part.picture;
  SANAQ_TRY(auto connection, lease(pool_));
  SANAQ_STORE_TRY(auto transaction, pg::Transaction::begin(*connection));
  SANAQ_STORE_DONE(
      connection->execute(sql::casework::begin_picture,
                          {case_id, name_bytes(name), static_cast<std::int32_t>(part.size), device, at}));
  SANAQ_STORE_TRY(const auto rows,
                  connection->query(sql::casework::lock_picture, {case_id, name_bytes(name)}));
  const auto state = static_cast<PictureState>(rows[0].get<std::int16_t>(0));
  std::int32_t held = rows[0].get<std::int32_t>(2);
  if (state == PictureState::stored) return Done{};
  if (part.lost()) {
    SANAQ_TRY_DONE(settle(*connection, part.picture, PictureState::lost));
  } else {
    if (state != PictureState::arriving || rows[0].get<std::int32_t>(1) != part.size) {
      SANAQ_STORE_DONE(connection->execute(sql::casework::drop_picture_parts, {case_id, name_bytes(name)}));
      SANAQ_STORE_DONE(connection->execute(
          sql::casework::set_picture_state,
          {case_id, name_bytes(name), std::int16_t{1}, static_cast<std::int32_t>(part.size)}));
      held = 0;
    }
    const auto rest = part.after(held);
    if (!rest) return Done{};
    SANAQ_TRY_DONE(continue_with(*connection, *rest, at, held));
  }
  SANAQ_STORE_DONE(transaction.commit());
  return Done{};
}

Result<Done> PictureStorePg::continue_with(pg::Connection& connection, const exchange::PicturePart& part,
                                           UtcInstant at, std::int32_t held) {
  const auto& [case_id, name] = part.picture;
  SANAQ_STORE_TRY(const auto count,
                  connection.query(sql::casework::count_pictures, {case_id, name_bytes(name)}));
  if (count[0].get<std::int64_t>(0) >= pictures_max)
    return settle(connection, part.picture, PictureState::refused);
  const std::string sealed = sealer_.seal(SealPurpose::picture, part.bytes,
                                          picture_place("picture-part", case_id, exchange::view(name), held));
  SANAQ_STORE_DONE(connection.execute(sql::casework::add_picture_part,
                                      {case_id, name_bytes(name), held, pg::Bytes{sealed}}));
  held += static_cast<std::int32_t>(part.bytes.size());
  SANAQ_STORE_DONE(connection.execute(sql::casework::note_picture_held, {case_id, name_bytes(name), held}));
  return held == part.size ? finish(connection, part.picture, at) : Done{};
}

// All bytes have come: are they what they are called, and a picture?
Result<Done> PictureStorePg::finish(pg::Connection& connection, const exchange::PictureId& picture,
                                    UtcInstant at) {
  const auto& [case_id, name] = picture;
  const std::string_view digest = exchange::view(name);
  SANAQ_STORE_TRY(const auto rows,
                  connection.query(sql::casework::read_picture_parts, {case_id, name_bytes(name)}));
  std::string whole;
  for (const auto row : rows) {
    SANAQ_TRY(const std::string part,
              sealer_.open(SealPurpose::picture, row.get<pg::Bytes>(1).value,
                           picture_place("picture-part", case_id, digest, row.get<std::int32_t>(0))));
    whole += part;
  }
  const auto file = picture::read(whole);
  if (!file || sha256(whole) != digest) return settle(connection, picture, PictureState::refused);
  SANAQ_STORE_DONE(connection.execute(sql::casework::drop_picture_parts, {case_id, name_bytes(name)}));
  return add(connection, {case_id, digest, *file}, at);
}

Result<Done> PictureStorePg::settle(pg::Connection& connection, const exchange::PictureId& picture,
                                    PictureState state) {
  const auto& [case_id, name] = picture;
  SANAQ_STORE_DONE(connection.execute(sql::casework::drop_picture_parts, {case_id, name_bytes(name)}));
  SANAQ_STORE_DONE(
      connection.execute(sql::casework::set_picture_state,
                         {case_id, name_bytes(name), static_cast<std::int16_t>(state), std::int32_t{0}}));
  return Done{};
}

}  // namespace sanaq
