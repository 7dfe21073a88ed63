#pragma once
#include <cstdint>
#include <optional>
#include <string_view>

namespace sanaq::http {

/// The methods we answer. Others are refused with 501 `http.method`.
enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };
inline constexpr std::size_t method_count = 7;

std::string_view method_name(Method method);
std::optional<Method> parse_method(std::string_view name);

}  // namespace sanaq::http
