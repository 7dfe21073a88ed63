#include "http/router.h"

#include "base/text.h"

namespace sanaq::http {
namespace {

constexpr int no_route = -1;

bool is_named(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

}  // namespace

struct Router::Node {
  Node() {
    here.fill(no_route);
    rest.fill(no_route);
  }
  std::map<std::string, std::unique_ptr<Node>, std::less<>> fixed;
  std::unique_ptr<Node> named;
  Slots here;
  Slots rest;
};

struct Router::Search {
  Method method;
  std::vector<std::string_view> segments;
  std::vector<std::string> values;
  std::array<bool, method_count> allowed{};
  int found = no_route;

  bool take(const Slots& slots) {
    const auto slot = [&](Method m) { return slots[static_cast<std::size_t>(m)]; };
    found = slot(method);
    if (found == no_route && method == Method::head) found = slot(Method::get);
    for (std::size_t i = 0; i < method_count; ++i) allowed[i] = allowed[i] || slots[i] != no_route;
    return found != no_route;
  }

  bool take_rest(const Node& node, std::size_t at) {
    if (at >= segments.size() || node.rest == Node().rest) return false;
    std::string rest(segments[at]);
    for (std::size_t i = at + 1; i < segments.size(); ++i) rest.append("/").append(segments[i]);
    values.push_back(std::move(rest));
    if (take(node.rest)) return true;
    values.pop_back();
    return false;
  }

  bool walk(const Node& node, std::size_t at) {
    if (at == segments.size() && take(node.here)) return true;
    if (at < segments.size()) {
      const auto fixed = node.fixed.find(segments[at]);
      if (fixed != node.fixed.end() && walk(*fixed->second, at + 1)) return true;
      if (node.named && !segments[at].empty()) {
        values.emplace_back(segments[at]);
        if (walk(*node.named, at + 1)) return true;
        values.pop_back();
      }
    }
    return take_rest(node, at);
  }
};

Router::Router() : root_(std::make_unique<Node>()) {}
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;
Router::~Router() = default;

void Router::add(Method method, std::string pattern, Handler handler, RouteOptions options) {
  SANAQ_CHECK(pattern.starts_with('/'));
  auto route = std::make_unique<Route>();
  Node* node = root_.get();
  const auto segments = split(std::string_view(pattern).substr(1), '/');
  Slots* slots = nullptr;
  for (std::size_t i = 0; i < segments.size(); ++i) {
    const std::string_view segment = segments[i];
    SANAQ_CHECK(is_named(segment) || segment.find_first_of("{}*") == std::string_view::npos);
    if (!is_named(segment)) {
      auto& next = node->fixed[std::string(segment)];
      if (!next) next = std::make_unique<Node>();
      node = next.get();
      continue;
    }
    const bool rest = segment[segment.size() - 2] == '*';
    SANAQ_CHECK(!rest || i + 1 == segments.size());
    route->names.emplace_back(segment.substr(1, segment.size() - (rest ? 3 : 2)));
    if (rest) {
      slots = &node->rest;
      continue;
    }
    if (!node->named) node->named = std::make_unique<Node>();
    node = node->named.get();
  }
  int& slot = (slots != nullptr ? *slots : node->here)[static_cast<std::size_t>(method)];
  SANAQ_CHECK(slot == no_route);
  slot = static_cast<int>(routes_.size());
  route->method = method;
  route->pattern = std::move(pattern);
  route->handler = std::move(handler);
  route->options = options;
  routes_.push_back(std::move(route));
}

void Router::get(std::string pattern, Handler handler, RouteOptions options) {
  add(Method::get, std::move(pattern), std::move(handler), options);
}

void Router::post(std::string pattern, Handler handler, RouteOptions options) {
  add(Method::post, std::move(pattern), std::move(handler), options);
}

RouteMatch Router::match(Method method, std::string_view path) const {
  RouteMatch out;
  if (!path.starts_with('/')) return out;
  Search search{method, split(path.substr(1), '/'), {}, {}, no_route};
  if (search.walk(*root_, 0)) {
    out.index = static_cast<std::size_t>(search.found);
    out.route = routes_[out.index].get();
    for (std::size_t i = 0; i < out.route->names.size(); ++i)
      out.params.push_back({out.route->names[i], std::move(search.values[i])});
    return out;
  }
  for (std::size_t i = 0; i < method_count; ++i)
    if (search.allowed[i]) out.allowed.push_back(static_cast<Method>(i));
  return out;
}

}  // namespace sanaq::http
