#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/responder.h"

namespace sanaq::http {

/// Where a handler runs.
enum class Run : std::uint8_t {
  inline_,  // on the network thread: must neither block nor compute for longer than about 100 µs
  pooled,   // on a worker; a full queue answers 503 `server.busy`
};

struct RouteOptions {
  Run run = Run::pooled;
  std::size_t body_bytes_max = 0;  // 0: the server's default
};

struct Route {
  Method method = Method::get;
  std::string pattern;
  std::vector<std::string> names;  // of the {segments}, in order
  Handler handler;
  RouteOptions options;
};

/// What was found for a path: a route with the values of its names, or the methods other routes of the path
/// take.
struct RouteMatch {
  const Route* route = nullptr;
  std::size_t index = 0;  // of the route, in order of registration
  Fields params;
  std::vector<Method> allowed;  // when `route` is null: not empty means 405
};

/// Which handler answers which method and path.
class Router {
 public:
  Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;
  ~Router();
  /// pattern: "/cases/{id}/answers"; a last segment "{name*}" takes the rest of the path, with slashes. A
  /// fixed segment wins over a named one, a named one over a rest. GET answers HEAD too. The same pattern and
  /// method twice, or a malformed pattern, is a bug.
  void add(Method method, std::string pattern, Handler handler, RouteOptions options = {});
  void get(std::string pattern, Handler handler, RouteOptions options = {});
  void post(std::string pattern, Handler handler, RouteOptions options = {});
  /// path: decoded. O(segments) when names and fixed segments do not compete.
  RouteMatch match(Method method, std::string_view path) const;
  const std::vector<std::unique_ptr<Route>>& routes() const { return routes_; }

 private:
  struct Node;
  using Slots = std::array<int, method_count>;  // index of the route, or -1
  struct Search;
  std::unique_ptr<Node> root_;
  std::vector<std::unique_ptr<Route>> routes_;
};

}  // namespace sanaq::http
