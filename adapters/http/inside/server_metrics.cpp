#include "http/inside/server_metrics.h"

namespace sanaq::http {

ServerMetrics::ServerMetrics(os::Metrics* metrics, const Router& router) : metrics_(metrics) {
  if (metrics_ == nullptr) return;
  for (std::size_t i = 0; i <= router.routes().size(); ++i) {
    auto slot = std::make_unique<Slot>();
    const bool known = i < router.routes().size();
    slot->pattern = known ? std::string_view(router.routes()[i]->pattern) : "-";
    slot->method = known ? method_name(router.routes()[i]->method) : "-";
    slot->seconds =
        &metrics_->histogram("http_request_seconds", "From the complete head to the end of the answer.",
                             {{"route", std::string(slot->pattern)}, {"method", std::string(slot->method)}});
    slots_.push_back(std::move(slot));
  }
  open_ = &metrics_->gauge("http_connections", "Connections open now.");
  refused_ = &metrics_->counter("http_connections_refused_total", "Connections beyond the limit.");
}

void ServerMetrics::count_answer(std::size_t route, int status, std::int64_t micros) {
  if (metrics_ == nullptr || status < 0 || status >= 600) return;
  Slot& slot = *slots_[route < slots_.size() ? route : slots_.size() - 1];
  auto& cell = slot.by_status[static_cast<std::size_t>(status)];
  os::Counter* counter = cell.load(std::memory_order_acquire);
  if (counter == nullptr) {
    counter = &metrics_->counter("http_requests_total", "Answered requests.",
                                 {{"route", std::string(slot.pattern)},
                                  {"method", std::string(slot.method)},
                                  {"status", std::to_string(status)}});
    cell.store(counter, std::memory_order_release);
  }
  counter->add();
  slot.seconds->observe_micros(micros);
}

void ServerMetrics::connection_opened() {
  if (open_ != nullptr) open_->add(1);
}
void ServerMetrics::connection_closed() {
  if (open_ != nullptr) open_->add(-1);
}
void ServerMetrics::connection_refused() {
  if (refused_ != nullptr) refused_->add();
}

}  // namespace sanaq::http
