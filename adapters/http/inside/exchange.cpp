#include "http/inside/exchange.h"

#include <algorithm>
#include <exception>

#include "base/text.h"
#include "os/clocks.h"

namespace sanaq::http {
namespace {

struct Job {
  Request request;
  Responder responder;
};

// The last catch of the request loop: the Responder goes away while the exception passes and answers 500.
void call(ServerShared& shared, const Route& route, Job&& job) {
  try {
    route.handler(std::move(job.request), std::move(job.responder));
  } catch (const std::exception&) {
    if (shared.hooks.log != nullptr)
      shared.hooks.log->error("http.handler_failed", {{"route", route.pattern}});
  } catch (...) {
    if (shared.hooks.log != nullptr)
      shared.hooks.log->error("http.handler_failed", {{"route", route.pattern}});
  }
}

bool is_address(std::string_view text) {
  return !text.empty() && text.size() <= 45 &&
         text.find_first_not_of("0123456789abcdefABCDEF:.") == text.npos;
}

}  // namespace

void run_handler(ServerShared& shared, const Route& route, Request&& request, Responder&& responder) {
  if (route.options.run == Run::inline_)
    return call(shared, route, Job{std::move(request), std::move(responder)});
  const auto job = std::make_shared<Job>(Job{std::move(request), std::move(responder)});
  std::function<void()> work = [&shared, &route, job] { call(shared, route, std::move(*job)); };
  if (shared.pool.try_run(work)) return;
  Response busy = shared.make_problem(503, "server.busy", &job->request, job->request.id);
  std::erase_if(busy.headers, [](const Field& field) { return field.name == "Retry-After"; });
  add_header(busy, "Retry-After", std::to_string(shared.config.busy_retry_seconds));
  job->responder.send(std::move(busy));
}

Origin find_origin(const ServerConfig& config, const std::string& peer, bool tls, const Request& request) {
  const auto& proxies = config.proxies;
  if (std::find(proxies.begin(), proxies.end(), peer) == proxies.end()) return {peer, tls};
  const std::string_view forwarded = request.header("x-forwarded-for");
  const std::string_view last = trim(forwarded.substr(forwarded.find_last_of(',') + 1));
  return {is_address(last) ? std::string(last) : peer, tls || request.header("x-forwarded-proto") == "https"};
}

void report_exchange(ServerShared& shared, const Exchange& exchange, std::string_view remote_address,
                     int status, std::size_t response_bytes) {
  const std::int64_t micros = exchange.head_at == 0 ? 0 : os::monotonic_micros() - exchange.head_at;
  shared.metrics.count_answer(exchange.route_index(), status, micros);
  if (!shared.hooks.access) return;
  shared.hooks.access({exchange.method, exchange.route(), exchange.request_id, remote_address, status, micros,
                       exchange.request_bytes, response_bytes});
}

}  // namespace sanaq::http
