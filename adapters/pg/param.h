#pragma once
#include <concepts>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/strong_id.h"
#include "pg/wire.h"

namespace sanaq::pg {

/// One bound value. Bytes are borrowed: they must live until the call that takes the Param returns.
/// Text is sent without a type, so that $1 may stand for text, uuid, jsonb, an enum or a date; all else travels in
/// binary with its type. Whole numbers have the width of their C++ type (std::int32_t is int4).
/// `std::optional` without value and nullptr are SQL null. A vector is an array, for `unnest($1)`.
class Param {
 public:
  Param(std::nullptr_t) : state_(State::null) {}
  Param(std::string_view text);
  Param(const std::string& text) : Param(std::string_view(text)) {}
  Param(const char* text) : Param(std::string_view(text)) {}
  Param(Bytes bytes) : state_(State::borrowed), type_(Wire<Bytes>::type), borrowed_(bytes.value) {}
  template <class T>
    requires std::same_as<T, bool> || std::same_as<T, std::int16_t> || std::same_as<T, std::int32_t> ||
             std::same_as<T, std::int64_t> || std::same_as<T, UtcInstant> || std::same_as<T, CivilDate> ||
             std::same_as<T, Uuid>
  Param(const T& value) : state_(State::owned), type_(Wire<T>::type) {
    Wire<T>::append(owned_, value);
  }
  template <class Tag>
  Param(const TaggedUuid<Tag>& id) : Param(id.value) {}
  template <class Tag, class Rep>
  Param(StrongId<Tag, Rep> id) : Param(static_cast<std::int64_t>(id.value())) {}
  template <class T>
  Param(const std::optional<T>& value) : Param(value ? Param(*value) : null_of<T>()) {}
  /// Elements: any of the types above, std::optional of them where null may stand.
  template <class T>
  Param(const std::vector<T>& values) : state_(State::owned), type_(Element<T>::wire::array) {
    append_array(values);
  }

  TypeId type() const { return type_; }
  bool is_null() const { return state_ == State::null; }
  /// 1 when the value travels in binary.
  int format() const { return state_ == State::text ? 0 : 1; }
  /// The bytes that are sent; never a null pointer.
  std::string_view bytes() const;

 private:
  enum class State : std::uint8_t { null, text, borrowed, owned };

  template <class T>
  struct Element {
    using wire = Wire<T>;
    static std::optional<T> value(const T& v) { return v; }
  };
  template <class T>
  struct Element<std::optional<T>> {
    using wire = Wire<T>;
    static const std::optional<T>& value(const std::optional<T>& v) { return v; }
  };
  template <class T>
  static Param null_of() {
    Param result(nullptr);
    if constexpr (!std::convertible_to<T, std::string_view>) result.type_ = Wire<T>::type;
    return result;
  }
  template <class T>
  void append_array(const std::vector<T>& values) {
    bool has_null = false;
    for (const T& v : values) has_null = has_null || !Element<T>::value(v);
    append_array_head(owned_, Element<T>::wire::type, values.size(), has_null);
    std::string scratch;
    for (const T& v : values) {
      const auto& value = Element<T>::value(v);
      if (!value) {
        append_element(owned_, std::nullopt);
        continue;
      }
      scratch.clear();
      Element<T>::wire::append(scratch, *value);
      append_element(owned_, scratch);
    }
  }

  State state_;
  TypeId type_ = 0;
  std::string_view borrowed_;
  std::string owned_;
};

using Params = std::span<const Param>;

/// Most parameters one statement may have.
inline constexpr std::size_t params_max = 64;

/// The values of one call in the shape libpq wants. Valid as long as the params it was made of.
class BoundParams {
 public:
  explicit BoundParams(Params params);
  int size() const { return size_; }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }
  const TypeId* types() const { return types_.data(); }

 private:
  int size_;
  std::array<const char*, params_max> values_;
  std::array<int, params_max> lengths_;
  std::array<int, params_max> formats_;
  std::array<TypeId, params_max> types_;
};

}  // namespace sanaq::pg
