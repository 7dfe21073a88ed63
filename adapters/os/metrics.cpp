#include "os/metrics.h"

#include <algorithm>

#include "base/decimal.h"

namespace sanaq::os {
namespace {

// `a="1",b="2"` with quotes, back-slashes and line ends escaped.
std::string label_text(const Labels& labels) {
  std::string out;
  for (const auto& [name, value] : labels) {
    if (!out.empty()) out += ',';
    out += name;
    out += "=\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') out += '\\';
      if (c == '\n')
        out += "\\n";
      else
        out += c;
    }
    out += '"';
  }
  return out;
}

std::string seconds(std::int64_t micros) { return to_string(Decimal{micros}); }

void append_sample(std::string& out, const std::string& name, const std::string& labels,
                   const std::string& value) {
  out += name;
  if (!labels.empty()) out += "{" + labels + "}";
  out += " " + value + "\n";
}

void append_histogram(std::string& out, const std::string& name, const std::string& labels,
                      const Histogram& h) {
  const auto counts = h.cumulative();
  const std::string before = labels.empty() ? "" : labels + ",";
  for (std::size_t i = 0; i < Histogram::limits_micros.size(); ++i)
    append_sample(out, name + "_bucket", before + "le=\"" + seconds(Histogram::limits_micros[i]) + "\"",
                  std::to_string(counts[i]));
  append_sample(out, name + "_bucket", before + "le=\"+Inf\"", std::to_string(counts.back()));
  append_sample(out, name + "_sum", labels, seconds(static_cast<std::int64_t>(h.sum_micros())));
  append_sample(out, name + "_count", labels, std::to_string(counts.back()));
}

template <class T>
T& find_or_make(std::map<std::string, std::unique_ptr<T>>& in, const Labels& labels) {
  auto& slot = in[label_text(labels)];
  if (!slot) slot = std::make_unique<T>();
  return *slot;
}

}  // namespace

void Histogram::observe_micros(std::int64_t micros) {
  const auto at = std::lower_bound(limits_micros.begin(), limits_micros.end(), micros);
  buckets_[static_cast<std::size_t>(at - limits_micros.begin())].fetch_add(1, std::memory_order_relaxed);
  sum_.fetch_add(static_cast<std::uint64_t>(std::max<std::int64_t>(micros, 0)), std::memory_order_relaxed);
}

std::uint64_t Histogram::count() const { return cumulative().back(); }

std::array<std::uint64_t, Histogram::limits_micros.size() + 1> Histogram::cumulative() const {
  std::array<std::uint64_t, limits_micros.size() + 1> out{};
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = sum += buckets_[i].load(std::memory_order_relaxed);
  return out;
}

Metrics::Family& Metrics::family(std::string_view name, std::string_view help) {
  auto at = families_.find(name);
  if (at == families_.end())
    at = families_.emplace(std::string(name), Family{std::string(help), {}, {}, {}}).first;
  return at->second;
}

Counter& Metrics::counter(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  return find_or_make(family(name, help).counters, labels);
}

Gauge& Metrics::gauge(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  return find_or_make(family(name, help).gauges, labels);
}

Histogram& Metrics::histogram(std::string_view name, std::string_view help, const Labels& labels) {
  const std::lock_guard lock(mutex_);
  return find_or_make(family(name, help).histograms, labels);
}

std::string Metrics::text() const {
  const std::lock_guard lock(mutex_);
  std::string out;
  for (const auto& [name, f] : families_) {
    const char* type = !f.counters.empty() ? "counter" : !f.gauges.empty() ? "gauge" : "histogram";
    out += "# HELP " + name + " " + f.help + "\n# TYPE " + name + " " + type + "\n";
    for (const auto& [labels, c] : f.counters) append_sample(out, name, labels, std::to_string(c->value()));
    for (const auto& [labels, g] : f.gauges) append_sample(out, name, labels, std::to_string(g->value()));
    for (const auto& [labels, h] : f.histograms) append_histogram(out, name, labels, *h);
  }
  return out;
}

}  // namespace sanaq::os
